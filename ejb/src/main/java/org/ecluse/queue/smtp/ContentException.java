package org.ecluse.queue.smtp;

import java.io.IOException;

/** Our own content could not be read while it was sent. */
public final class ContentException extends IOException {
    private static final long serialVersionUID = 1L;

    ContentException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
