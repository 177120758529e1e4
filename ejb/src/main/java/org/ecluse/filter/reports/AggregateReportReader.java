package org.ecluse.filter.reports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.ecluse.mail.Budget;
import org.ecluse.net.IpNetwork;
import org.ecluse.net.IpText;

/**
 * Reads aggregate reports of RFC 9990, RFC 7489 and the drafts before it: by the names of the elements, whatever their namespace
 * and order. No document type, no entities, bounded in depth, text and rows.
 */
public final class AggregateReportReader {
    private static final int LONGEST_DECLARATION = 200;
    private static final Pattern ENCODING =
            Pattern.compile("^<\\?xml [^>]{0,100}encoding=[\"']([A-Za-z0-9._-]{1,40})[\"']");

    private static final int DEEPEST = 20;
    private static final int LONGEST_TEXT = 500;
    private static final long MOST_MESSAGES = 1_000_000_000_000L;
    private static final Set<String> DISPOSITIONS = Set.of("none", "pass", "quarantine", "reject");

    private final ReportBounds bounds;
    private final Budget budget;

    public AggregateReportReader(ReportBounds bounds, Budget budget) {
        this.bounds = bounds;
        this.budget = budget;
    }

    /** @throws UnreadableReportException it is no report, or one that costs too much */
    public ReceivedAggregate read(byte... xml) throws UnreadableReportException {
        Draft draft = new Draft();
        try {
            XMLStreamReader in = factory().createXMLStreamReader(text(xml));
            try {
                walk(in, draft);
            } finally {
                in.close();
            }
        } catch (XMLStreamException e) {
            throw new UnreadableReportException(ReportFault.MALFORMED, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            if (e instanceof Budget.BudgetExceededException) {
                throw new UnreadableReportException(ReportFault.TOO_LARGE, "more time than allowed");
            }
            // The parser has thrown some for broken input; one report must not end the reading of the others.
            throw new UnreadableReportException(ReportFault.MALFORMED, e.toString());
        }
        return draft.finish();
    }

    /**
     * The text in the charset that it declares. What is no text in it is replaced: some senders quote domains as they found them,
     * and the parser would tell the console of each.
     */
    private static Reader text(byte... xml) throws UnreadableReportException {
        int start = xml.length > 2 && (xml[0] & 0xff) == 0xef && (xml[1] & 0xff) == 0xbb ? 3 : 0;
        String head = new String(xml, start, Math.min(LONGEST_DECLARATION, xml.length - start), ISO_8859_1);
        Matcher declared = ENCODING.matcher(head);
        Charset charset;
        try {
            charset = declared.find() ? Charset.forName(declared.group(1)) : UTF_8;
        } catch (IllegalArgumentException e) {
            throw new UnreadableReportException(ReportFault.MALFORMED, "an unknown charset");
        }
        return new InputStreamReader(new ByteArrayInputStream(xml, start, xml.length - start), charset);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("an external entity");
        });
        return factory;
    }

    private void walk(XMLStreamReader in, Draft draft) throws XMLStreamException, UnreadableReportException {
        Deque<String> path = new ArrayDeque<>();
        StringBuilder text = new StringBuilder();
        while (in.hasNext()) {
            budget.check();
            switch (in.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (path.size() >= DEEPEST) {
                        throw new UnreadableReportException(ReportFault.MALFORMED, "elements too deep");
                    }
                    path.addLast(in.getLocalName());
                    text.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    int room = LONGEST_TEXT - text.length();
                    text.append(in.getTextCharacters(), in.getTextStart(), Math.min(room, in.getTextLength()));
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    draft.take(path, text.toString().strip());
                    text.setLength(0);
                    if (draft.rows.size() > bounds.rows()) {
                        throw new UnreadableReportException(
                                ReportFault.TOO_MANY_ROWS, "more than " + bounds.rows() + " rows");
                    }
                    path.removeLast();
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new UnreadableReportException(ReportFault.MALFORMED, "a document type or an entity");
                default -> {
                    // comments and processing instructions say nothing
                }
            }
        }
    }

    /** What was read so far. */
    private static final class Draft {
        private String organization = "";
        private String reportId = "";
        private String begin = "";
        private String end = "";
        private String domain = "";
        private final List<ReceivedAggregate.Row> rows = new ArrayList<>();

        private String source = "";
        private String count = "";
        private String disposition = "";
        private boolean dkim;
        private boolean spf;
        private String headerFrom = "";

        /** Takes an element that ends. */
        void take(Deque<String> path, String text) {
            String name = path.getLast();
            String parent = path.size() > 1
                    ? path.stream().skip(path.size() - 2L).findFirst().orElse("")
                    : "";
            switch (parent + "/" + name) {
                case "report_metadata/org_name" -> organization = text;
                case "report_metadata/report_id" -> reportId = text;
                case "date_range/begin" -> begin = text;
                case "date_range/end" -> end = text;
                case "policy_published/domain" -> domain = host(text);
                case "row/source_ip" -> source = address(text);
                case "row/count" -> count = text;
                case "policy_evaluated/disposition" -> disposition = lower(text);
                case "policy_evaluated/dkim" -> dkim = lower(text).equals("pass");
                case "policy_evaluated/spf" -> spf = lower(text).equals("pass");
                case "identifiers/header_from", "identities/header_from" -> headerFrom = host(text);
                case "feedback/record" -> endRow();
                default -> {
                    // not of interest here, or of an extension
                }
            }
        }

        private void endRow() {
            long messages = number(count);
            if (messages > 0 && messages <= MOST_MESSAGES) {
                rows.add(new ReceivedAggregate.Row(
                        source,
                        messages,
                        DISPOSITIONS.contains(disposition) ? disposition : "",
                        dkim,
                        spf,
                        headerFrom));
            }
            source = "";
            count = "";
            disposition = "";
            dkim = false;
            spf = false;
            headerFrom = "";
        }

        ReceivedAggregate finish() throws UnreadableReportException {
            if (domain.isEmpty() || begin.isEmpty() || end.isEmpty()) {
                throw new UnreadableReportException(ReportFault.INCOMPLETE, "no domain or no time");
            }
            long first = number(begin);
            long last = number(end);
            if (first < 0 || last < first) {
                throw new UnreadableReportException(ReportFault.BAD_TIME, begin + " to " + end);
            }
            return new ReceivedAggregate(
                    organization, reportId, Instant.ofEpochSecond(first), Instant.ofEpochSecond(last), domain, rows);
        }

        /** Seconds or messages, what stands behind a point left out; -1 if it is none. */
        private static long number(String text) {
            int point = text.indexOf('.');
            String digits = point < 0 ? text : text.substring(0, point);
            boolean number =
                    !digits.isEmpty() && digits.length() <= 12 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
            return number ? Long.parseLong(digits) : -1;
        }

        private static String host(String text) {
            String lower = lower(text);
            return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        }

        private static String lower(String text) {
            return text.toLowerCase(Locale.ROOT);
        }

        private static String address(String text) {
            return text.length() <= 45 ? IpNetwork.literal(text).map(IpText::of).orElse("") : "";
        }
    }
}
