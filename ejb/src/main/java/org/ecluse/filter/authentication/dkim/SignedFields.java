package org.ecluse.filter.authentication.dkim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.ecluse.filter.authentication.canon.MailHeader;

/** Which header fields a signature of ours covers (RFC 6376 section 5.4.1). */
public final class SignedFields {
    /** What a reader is shown or a reply goes to, and the structure of the body. No field that relays add or change. */
    private static final List<String> NAMES = List.of(
            "from",
            "sender",
            "reply-to",
            "subject",
            "date",
            "message-id",
            "to",
            "cc",
            "in-reply-to",
            "references",
            "mime-version",
            "content-type",
            "content-transfer-encoding",
            "content-id",
            "list-id",
            "list-unsubscribe",
            "list-unsubscribe-post",
            "auto-submitted");

    /** Named once more than they are there: a second one, put in later, breaks the signature (RFC 6376 section 8.15). */
    private static final List<String> SEALED = List.of("from", "subject", "date", "to");

    /** Of one name; more in one message is no mail. */
    private static final int MOST_OF_A_NAME = 10;

    private SignedFields() {}

    /** Names for {@code h=}, lower case. */
    public static List<String> of(MailHeader header) {
        List<String> names = new ArrayList<>();
        for (String name : NAMES) {
            int times = Math.min(header.named(name).size(), MOST_OF_A_NAME) + (SEALED.contains(name) ? 1 : 0);
            names.addAll(Collections.nCopies(times, name));
        }
        return names;
    }
}
