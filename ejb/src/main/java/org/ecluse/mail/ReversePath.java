package org.ecluse.mail;

import java.util.Optional;

/** The MAIL FROM argument: an address, or the null reverse-path of a bounce (RFC 5321 section 4.5.5). */
public sealed interface ReversePath {
    record Sender(EmailAddress mailbox) implements ReversePath {}

    record Null() implements ReversePath {}

    /** The sender's address, or empty for the null reverse-path. */
    default Optional<EmailAddress> address() {
        return this instanceof Sender sender ? Optional.of(sender.mailbox()) : Optional.empty();
    }

    /** What stands between the angle brackets: the address, or "" for the null reverse-path. */
    default String text() {
        return address().map(EmailAddress::toString).orElse("");
    }

    static ReversePath of(Optional<EmailAddress> address) {
        return address.<ReversePath>map(Sender::new).orElseGet(Null::new);
    }
}
