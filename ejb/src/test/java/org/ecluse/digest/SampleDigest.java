package org.ecluse.digest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ecluse.quarantine.Releaser;
import org.ecluse.verdict.VerdictName;

/** Reports for tests and for looking at. */
public final class SampleDigest {
    public static final Instant NIGHT = Instant.parse("2026-01-15T23:30:00Z");

    public static final String ALICE = "alice@demo.example";

    private SampleDigest() {}

    public static DigestContent of(String language, List<DigestLine> lines, int more) {
        return new DigestContent(
                ALICE,
                language,
                ZoneId.of("Europe/Paris"),
                LocalDate.of(2026, 1, 16),
                lines,
                more,
                "https://mail.example/l/v1.k1.unsubscribe.mac",
                Optional.of("https://mail.example/l/v1.k1.lists.mac"),
                Optional.of("https://mail.example/l/v1.k1.account.mac"));
    }

    public static DigestLine line(String sender, String subject, VerdictName verdict) {
        return new DigestLine(
                ALICE,
                sender,
                subject,
                NIGHT,
                NIGHT.plusSeconds(14 * 86_400L),
                verdict,
                Optional.of(Releaser.USER),
                Optional.of("https://mail.example/l/v1.k1.release.mac"),
                Optional.of("https://mail.example/l/v1.k1.notspam.mac"),
                "https://mail.example/l/v1.k1.green.mac",
                "https://mail.example/l/v1.k1.red.mac");
    }

    public static DigestLine unreleasable(String subject, VerdictName verdict, Releaser least) {
        return new DigestLine(
                ALICE,
                "Bob <bob@partner.example>",
                subject,
                NIGHT,
                NIGHT.plusSeconds(86_400),
                verdict,
                Optional.ofNullable(least),
                Optional.empty(),
                Optional.empty(),
                "https://mail.example/l/v1.k1.green.mac",
                "https://mail.example/l/v1.k1.red.mac");
    }

    public static List<DigestLine> lines(int count) {
        List<DigestLine> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(line("Shop <news@shop.example>", "Offer " + i, VerdictName.PNS));
        }
        return lines;
    }
}
