package org.ecluse.smtp.session;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Collects warnings and errors of every logger while a test runs. */
final class LogRecords extends Handler implements AutoCloseable {

    private final List<String> records = new CopyOnWriteArrayList<>();

    LogRecords() {
        Logger.getLogger("").addHandler(this);
    }

    List<String> records() {
        return records;
    }

    @Override
    public void publish(LogRecord record) {
        records.add(record.getLoggerName() + ": " + record.getMessage());
    }

    @Override
    public void flush() {
        // Nothing is buffered.
    }

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
