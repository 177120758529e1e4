package org.ecluse.server.reports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecluse.filter.reports.ReceivedAggregate;

/**
 * What a received report tells about one domain, of either kind. All text is untrusted.
 *
 * @param about the domain
 * @param passed messages that passed DMARC, or TLS sessions
 */
record ToldReport(
        Kind kind,
        String organization,
        String reportId,
        Instant begin,
        Instant end,
        String about,
        long passed,
        long failed,
        List<Source> sources) {
    /** Of one report; the smallest beyond are added up. */
    static final int MOST_SOURCES = 2_000;

    ToldReport {
        sources = bounded(sources);
    }

    /** Which kind of report. */
    enum Kind {
        DMARC,
        TLS
    }

    /**
     * Messages or failed TLS sessions that are alike.
     *
     * @param sourceIp "" if unknown
     * @param name author domain, or the server that was to receive
     * @param result disposition, or type of the failure
     */
    record Source(String sourceIp, String name, String result, boolean dkim, boolean spf, long messages) {
        boolean passed() {
            return dkim || spf;
        }

        private Source with(long more) {
            return new Source(sourceIp, name, result, dkim, spf, messages + more);
        }
    }

    static ToldReport of(ReceivedAggregate report) {
        Map<Source, Long> alike = new LinkedHashMap<>();
        for (ReceivedAggregate.Row row : report.rows()) {
            alike.merge(
                    new Source(row.sourceIp(), row.headerFrom(), row.disposition(), row.dkim(), row.spf(), 0),
                    row.count(),
                    Long::sum);
        }
        return new ToldReport(
                Kind.DMARC,
                report.organization(),
                report.reportId(),
                report.begin(),
                report.end(),
                report.domain(),
                sum(report, true),
                sum(report, false),
                alike.entrySet().stream()
                        .map(each -> each.getKey().with(each.getValue()))
                        .toList());
    }

    private static long sum(ReceivedAggregate report, boolean passed) {
        return report.rows().stream()
                .filter(row -> row.passed() == passed)
                .mapToLong(ReceivedAggregate.Row::count)
                .sum();
    }

    private static List<Source> bounded(List<Source> all) {
        if (all.size() <= MOST_SOURCES) {
            return List.copyOf(all);
        }
        List<Source> sorted = all.stream()
                .sorted(Comparator.comparingLong(Source::messages).reversed())
                .toList();
        List<Source> kept = new ArrayList<>(sorted.subList(0, MOST_SOURCES - 2));
        for (boolean passed : new boolean[] {true, false}) {
            long rest = sorted.subList(MOST_SOURCES - 2, sorted.size()).stream()
                    .filter(source -> source.passed() == passed)
                    .mapToLong(Source::messages)
                    .sum();
            if (rest > 0) {
                kept.add(new Source("", "", "", passed, passed, rest));
            }
        }
        return List.copyOf(kept);
    }
}
