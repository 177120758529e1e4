package org.ecluse.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ecluse.mail.ParsedMessage.Mailbox;

/** Reads address lists (RFC 5322 section 3.4) as they are really written. Never fails; linear time. */
public final class AddressFields {
    private static final int MOST_MAILBOXES = 500;

    private AddressFields() {}

    /**
     * The mailboxes of an address field in order, at most {@value #MOST_MAILBOXES}; group names are left out. A mailbox without
     * readable address stands there with what was written.
     *
     * @param value unfolded, not decoded
     */
    public static List<Mailbox> mailboxes(String value) {
        List<Mailbox> mailboxes = new ArrayList<>();
        Scan scan = new Scan();
        for (int i = 0; i < value.length() && mailboxes.size() < MOST_MAILBOXES; i++) {
            char c = value.charAt(i);
            if (scan.takes(c)) {
                continue;
            }
            if (c == ',' || c == ';') {
                scan.mailbox().ifPresent(mailboxes::add);
                scan = new Scan();
            } else if (c == ':' && !scan.text.toString().contains("@")) {
                scan = new Scan(); // group name
            }
        }
        if (mailboxes.size() < MOST_MAILBOXES) {
            scan.mailbox().ifPresent(mailboxes::add);
        }
        return mailboxes;
    }

    /** The first mailbox of an address field as a person reads it, encoded words decoded. Whoever shows it escapes it. */
    public static Optional<String> readable(String value) {
        return mailboxes(value).stream().findFirst().map(AddressFields::readable);
    }

    private static String readable(Mailbox mailbox) {
        String address = mailbox.address().map(EmailAddress::toString).orElse("");
        if (mailbox.displayName().isBlank()) {
            return address.isEmpty() ? mailbox.written() : address;
        }
        return address.isEmpty() ? mailbox.displayName() : mailbox.displayName() + " <" + address + ">";
    }

    /** One mailbox while it is read. */
    private static final class Scan {
        private final StringBuilder written = new StringBuilder();
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder comment = new StringBuilder();
        private final StringBuilder angle = new StringBuilder();
        private boolean quoted;
        private boolean escaped;
        private boolean inAngle;
        private boolean angleSeen;
        private int commentDepth;

        /** False if {@code c} may end the mailbox. */
        boolean takes(char c) {
            if (escaped) {
                escaped = false;
                written.append(c);
                current().append(c);
                return true;
            }
            if ((c == '\\') && (quoted || commentDepth > 0)) {
                escaped = true;
                written.append(c);
                return true;
            }
            if (!quoted && commentDepth == 0 && !inAngle && (c == ',' || c == ';' || c == ':')) {
                if (c == ':' && text.indexOf("@") >= 0) {
                    text.append(c);
                    written.append(c);
                    return true;
                }
                return false;
            }
            written.append(c);
            delimiter(c);
            return true;
        }

        private void delimiter(char c) {
            if (c == '"' && commentDepth == 0) {
                quoted = !quoted;
                if (inAngle) {
                    angle.append(c);
                }
            } else if (c == '(' && !quoted) {
                commentDepth++;
            } else if (c == ')' && !quoted && commentDepth > 0) {
                commentDepth--;
            } else if (c == '<' && !quoted && commentDepth == 0) {
                inAngle = true;
                angleSeen = true;
                angle.setLength(0); // "<a <b@c>": the last one counts, as mail programs show it
            } else if (c == '>' && !quoted && commentDepth == 0) {
                inAngle = false;
            } else {
                current().append(c);
            }
        }

        private StringBuilder current() {
            if (commentDepth > 0) {
                return comment;
            }
            return inAngle ? angle : text;
        }

        Optional<Mailbox> mailbox() {
            if (written.toString().isBlank()) {
                return Optional.empty();
            }
            String address = (angleSeen ? angle : text).toString().strip();
            int route = address.startsWith("@") ? address.indexOf(':') : -1; // obsolete source route
            String name = (angleSeen ? text : comment).toString().strip();
            return Optional.of(new Mailbox(
                    EncodedWords.decode(name),
                    EmailAddress.parse(withoutObsoleteSpace(address.substring(route + 1)))
                            .filter(a -> a.localPart().indexOf(' ') < 0),
                    written.toString().strip()));
        }

        /** Blanks beside the at sign and the dots are no part of an address (RFC 5322 section 4.4), and mail programs do not show them. */
        private static String withoutObsoleteSpace(String address) {
            if (address.indexOf(' ') < 0) {
                return address;
            }
            StringBuilder kept = new StringBuilder(address.length());
            boolean quoted = false;
            boolean pending = false;
            for (int i = 0; i < address.length(); i++) {
                char c = address.charAt(i);
                quoted ^= c == '"';
                if (c == ' ' && !quoted) {
                    pending = true;
                    continue;
                }
                if (pending && !isSeparator(c) && !endsInSeparator(kept)) {
                    kept.append(' ');
                }
                pending = false;
                kept.append(c);
            }
            return kept.toString();
        }

        private static boolean endsInSeparator(StringBuilder text) {
            return text.length() > 0 && isSeparator(text.charAt(text.length() - 1));
        }

        private static boolean isSeparator(char c) {
            return c == '@' || c == '.';
        }
    }
}
