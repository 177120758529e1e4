package org.ecluse.server.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import org.ecluse.server.security.AuditRow;

/** How an entry is bound to the one before: nothing in it, and no order, can be another without every later hash being another. */
final class AuditLink {
    private AuditLink() {}

    /** Hex SHA-256 of the hash before and of everything that the entry says. */
    static String hash(String before, long number, AuditRow row) {
        MessageDigest digest = sha256();
        List<String> fields = List.of(
                before,
                Long.toString(number),
                String.valueOf(row.customerId()),
                // As the database keeps it: nanoseconds would be gone when it is read again.
                row.happenedAt().truncatedTo(ChronoUnit.MICROS).toString(),
                row.actor(),
                row.action(),
                row.subject(),
                row.detail());
        for (String field : fields) {
            byte[] octets = field.getBytes(StandardCharsets.UTF_8);
            // With its length, so that nothing can move from one field to the next.
            digest.update((octets.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(octets);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
