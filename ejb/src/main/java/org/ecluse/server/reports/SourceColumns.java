package org.ecluse.server.reports;

import jakarta.persistence.Query;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.ecluse.filter.reports.Observation;
import org.ecluse.filter.reports.Treatment;

/** An observation as it stands in a row of {@code dmarc_source}. */
record SourceColumns(
        String sourceIp,
        String applied,
        String reasons,
        boolean dkimAligned,
        boolean spfAligned,
        String headerFrom,
        String envelopeFrom,
        String dkim,
        String spf) {
    private static final String BETWEEN = ",";

    static SourceColumns of(Observation seen) {
        return new SourceColumns(
                seen.sourceIp(),
                seen.treatment().applied().name(),
                seen.treatment().reasons().stream().sorted().map(Enum::name).collect(Collectors.joining(" ")),
                seen.dkimAligned(),
                seen.spfAligned(),
                seen.headerFrom(),
                seen.envelopeFrom(),
                String.join(BETWEEN, seen.dkim()),
                seen.spf());
    }

    /** @param row the columns in their order */
    static Observation observation(Object... row) {
        String dkim = (String) row[7];
        return new Observation(
                (String) row[0],
                new Treatment(
                        Treatment.Applied.valueOf((String) row[1]),
                        words((String) row[2], " ").stream()
                                .map(Treatment.Reason::valueOf)
                                .collect(Collectors.toSet())),
                (Boolean) row[3],
                (Boolean) row[4],
                (String) row[5],
                (String) row[6],
                words(dkim, BETWEEN),
                (String) row[8]);
    }

    private static List<String> words(String text, String between) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(between));
    }

    void bind(Query insert) {
        insert.setParameter("fingerprint", fingerprint())
                .setParameter("ip", sourceIp)
                .setParameter("applied", applied)
                .setParameter("reasons", reasons)
                .setParameter("dkimAligned", dkimAligned)
                .setParameter("spfAligned", spfAligned)
                .setParameter("from", headerFrom)
                .setParameter("envelope", envelopeFrom)
                .setParameter("dkim", dkim)
                .setParameter("spf", spf);
    }

    /** The same for the same columns on every node. */
    String fingerprint() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
