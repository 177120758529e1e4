package org.ecluse.server.learning;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.ecluse.mail.RawMessage;
import org.ecluse.testkit.UnpackedFile;

/** Reads in the caller's thread, as no test has the container's scan threads. */
public final class DirectReader extends LessonReader {
    public DirectReader() {
        reader = UnpackedFile.reader();
    }

    @Override
    public Optional<LessonText> read(RawMessage message) {
        try {
            return Optional.of(readNow(message));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
