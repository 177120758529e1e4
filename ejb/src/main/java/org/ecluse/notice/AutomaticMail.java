package org.ecluse.notice;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ecluse.mail.ParsedMessage;

/** Tells mail that no person waits for an answer to (RFC 3834 section 2): programmes', lists', and in bulk. */
public final class AutomaticMail {
    private static final Set<String> PRECEDENCES = Set.of("bulk", "list", "junk", "auto_reply");
    private static final List<String> LIST_FIELDS =
            List.of("List-Id", "List-Unsubscribe", "List-Post", "List-Help", "X-Auto-Response-Suppress");

    private AutomaticMail() {}

    public static boolean is(ParsedMessage mail) {
        boolean submitted = mail.values("Auto-Submitted").stream()
                .map(AutomaticMail::word)
                .anyMatch(value -> !value.equals("no") && !value.startsWith("no;"));
        return submitted
                || mail.values("Precedence").stream().map(AutomaticMail::word).anyMatch(PRECEDENCES::contains)
                || LIST_FIELDS.stream().anyMatch(field -> mail.first(field).isPresent());
    }

    private static String word(String value) {
        return value.strip().toLowerCase(Locale.ROOT);
    }
}
