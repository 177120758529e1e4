package org.ecluse.server.reports;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import java.io.ByteArrayInputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ecluse.filter.reports.ReportFault;
import org.ecluse.filter.reports.UnreadableReportException;
import org.ecluse.mail.Budget;
import org.ecluse.net.IpNetwork;
import org.ecluse.net.IpText;

/** Reads TLS reports (RFC 8460 section 4.4), without a tree and without recursion: bounded in size, depth, time and rows. */
final class TlsReportReader {
    private static final int DEEPEST = 20;
    private static final int LARGEST_BYTES = 5 << 20;
    private static final int LONGEST_TEXT = 500;
    private static final int MOST_POLICIES = 100;
    private static final long MOST_SESSIONS = 1_000_000_000_000L;

    private final int mostRows;
    private final Budget budget;

    TlsReportReader(int mostRows, Budget budget) {
        this.mostRows = mostRows;
        this.budget = budget;
    }

    /**
     * One report for each domain.
     *
     * @throws UnreadableReportException it is no report, or one that costs too much
     */
    List<ToldReport> read(byte... json) throws UnreadableReportException {
        if (json.length > LARGEST_BYTES) {
            throw new UnreadableReportException(ReportFault.TOO_LARGE, json.length + " bytes");
        }
        Draft draft = new Draft();
        try (JsonParser parser = Json.createParser(new ByteArrayInputStream(json))) {
            walk(parser, draft);
        } catch (JsonException | IllegalStateException e) {
            throw new UnreadableReportException(ReportFault.MALFORMED, String.valueOf(e.getMessage()));
        } catch (Budget.BudgetExceededException e) {
            throw new UnreadableReportException(ReportFault.TOO_LARGE, "more time than allowed");
        }
        return draft.finish();
    }

    private void walk(JsonParser parser, Draft draft) throws UnreadableReportException {
        Deque<String> within = new ArrayDeque<>();
        String key = "";
        while (parser.hasNext()) {
            budget.check();
            JsonParser.Event event = parser.next();
            switch (event) {
                case KEY_NAME -> key = parser.getString();
                case START_OBJECT, START_ARRAY -> {
                    if (within.size() >= DEEPEST) {
                        throw new UnreadableReportException(ReportFault.MALFORMED, "too deep");
                    }
                    // What stands in an array belongs to the array's name.
                    within.addLast(key.isEmpty() && !within.isEmpty() ? within.getLast() : key);
                    key = "";
                }
                case VALUE_STRING, VALUE_NUMBER -> {
                    draft.take(within.isEmpty() ? "" : within.getLast(), key, bounded(parser.getString()));
                    key = "";
                }
                case END_OBJECT -> draft.end(within.removeLast(), mostRows);
                case END_ARRAY -> within.removeLast();
                default -> key = ""; // true, false and null say nothing here
            }
        }
    }

    private static String bounded(String text) {
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }

    /** What was read so far. */
    private static final class Draft {
        private String organization = "";
        private String reportId = "";
        private String begin = "";
        private String end = "";
        private final Map<String, About> abouts = new LinkedHashMap<>();
        private int rows;

        private About policy = new About();
        private ToldReport.Source failure = nothing();

        /** Sessions towards one domain. */
        private static final class About {
            private String domain = "";
            private long passed;
            private long failed;
            private final List<ToldReport.Source> failures = new ArrayList<>();
        }

        void take(String within, String key, String text) {
            switch (within + "/" + key) {
                case "/organization-name" -> organization = text;
                case "/report-id" -> reportId = text;
                case "date-range/start-datetime" -> begin = text;
                case "date-range/end-datetime" -> end = text;
                case "policy/policy-domain" -> policy.domain = text.strip().toLowerCase(Locale.ROOT);
                case "summary/total-successful-session-count" -> policy.passed = sessions(text);
                case "summary/total-failure-session-count" -> policy.failed = sessions(text);
                case "failure-details/result-type" ->
                    failure = new ToldReport.Source(
                            failure.sourceIp(), failure.name(), word(text), false, false, failure.messages());
                case "failure-details/sending-mta-ip" ->
                    failure = new ToldReport.Source(
                            address(text), failure.name(), failure.result(), false, false, failure.messages());
                case "failure-details/receiving-mx-hostname" ->
                    failure = new ToldReport.Source(
                            failure.sourceIp(),
                            text.toLowerCase(Locale.ROOT),
                            failure.result(),
                            false,
                            false,
                            failure.messages());
                case "failure-details/failed-session-count" ->
                    failure = new ToldReport.Source(
                            failure.sourceIp(), failure.name(), failure.result(), false, false, sessions(text));
                default -> {
                    // of no interest here
                }
            }
        }

        void end(String within, int mostRows) throws UnreadableReportException {
            if (within.equals("failure-details")) {
                if (failure.messages() > 0) {
                    policy.failures.add(failure);
                    rows++;
                }
                failure = nothing();
            } else if (within.equals("policies")) {
                add(policy);
                policy = new About();
            }
            if (rows > mostRows || abouts.size() > MOST_POLICIES) {
                throw new UnreadableReportException(ReportFault.TOO_MANY_ROWS, "more than " + mostRows + " rows");
            }
        }

        private void add(About ended) {
            if (ended.domain.isEmpty()) {
                return;
            }
            About about = abouts.computeIfAbsent(ended.domain, domain -> new About());
            about.passed = Math.min(about.passed + ended.passed, MOST_SESSIONS);
            about.failed = Math.min(about.failed + ended.failed, MOST_SESSIONS);
            about.failures.addAll(ended.failures);
        }

        List<ToldReport> finish() throws UnreadableReportException {
            if (abouts.isEmpty() || begin.isEmpty() || end.isEmpty()) {
                throw new UnreadableReportException(ReportFault.INCOMPLETE, "no domain or no time");
            }
            Instant first = time(begin);
            Instant last = time(end);
            return abouts.entrySet().stream()
                    .map(each -> new ToldReport(
                            ToldReport.Kind.TLS,
                            organization,
                            reportId,
                            first,
                            last,
                            each.getKey(),
                            each.getValue().passed,
                            each.getValue().failed,
                            each.getValue().failures))
                    .toList();
        }

        private static ToldReport.Source nothing() {
            return new ToldReport.Source("", "", "", false, false, 0);
        }

        private static Instant time(String text) throws UnreadableReportException {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException e) {
                throw new UnreadableReportException(ReportFault.BAD_TIME, text);
            }
        }

        private static long sessions(String text) {
            boolean number =
                    !text.isEmpty() && text.length() <= 12 && text.chars().allMatch(c -> c >= '0' && c <= '9');
            return number ? Long.parseLong(text) : 0;
        }

        private static String word(String text) {
            String lower = text.toLowerCase(Locale.ROOT);
            boolean plain = lower.length() <= 60 && lower.chars().allMatch(c -> c >= 'a' && c <= 'z' || c == '-');
            return plain ? lower : "";
        }

        private static String address(String text) {
            return text.length() <= 45 ? IpNetwork.literal(text).map(IpText::of).orElse("") : "";
        }
    }
}
