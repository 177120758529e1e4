package org.ecluse.mail;

import java.util.Optional;

/** Public id of a recipient's copy: {@code <message>.<number>}, counted from 1. */
public record CopyId(MessageId message, int number) {
    private static final int MESSAGE_LENGTH = 26;

    public CopyId {
        if (number < 1) {
            throw new IllegalArgumentException("copies are counted from 1, not " + number);
        }
    }

    /** The id, or empty if {@code text} is none. */
    public static Optional<CopyId> parse(String text) {
        if (!text.matches("[0-9A-HJKMNP-TV-Z]{26}\\.[1-9][0-9]{0,5}")) {
            return Optional.empty();
        }
        return Optional.of(new CopyId(
                new MessageId(text.substring(0, MESSAGE_LENGTH)),
                Integer.parseInt(text.substring(MESSAGE_LENGTH + 1))));
    }

    @Override
    public String toString() {
        return message.copy(number);
    }
}
