package org.ecluse.smtp.session;

import java.util.concurrent.atomic.LongAdder;

/** What happened at one listener since its start. */
final class Counters {

    private final LongAdder accepted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder messages = new LongAdder();

    void connectionAccepted() {
        accepted.increment();
    }

    void connectionRefused() {
        refused.increment();
    }

    void messageAccepted() {
        messages.increment();
    }

    long accepted() {
        return accepted.sum();
    }

    long refused() {
        return refused.sum();
    }

    long messages() {
        return messages.sum();
    }
}
