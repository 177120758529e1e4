package org.ecluse.server.queue;

import org.ecluse.mail.MessageId;

/** The database has a message whose content is no longer kept: it was restored to an earlier state. */
final class ContentMissingException extends Exception {
    private static final long serialVersionUID = 1L;

    ContentMissingException(MessageId id) {
        super("content of " + id + " is not in the store");
    }
}
