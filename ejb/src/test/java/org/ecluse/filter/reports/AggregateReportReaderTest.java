package org.ecluse.filter.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.ecluse.mail.Budget;
import org.ecluse.mail.RawMessage;
import org.ecluse.testkit.BytesMessage;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Suites;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports of others, harmless and not. */
@Covers("R1.11")
class AggregateReportReaderTest {
    private static final ReportBounds SMALL = new ReportBounds(200_000, 3_000_000, 50, 3, 10);

    /** Files of the suites with how many rows and messages stand in them. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "parsedmarc-reports/aggregate/rfc9990-sample.xml,                                      example.com,  1",
        "parsedmarc-reports/aggregate/rfc9990-example.net!example.com!1700000000!1700086399.xml, example.com, 1",
        "parsedmarc-reports/aggregate/old_draft_from_wiki.xml,                                 example.com,  1",
        "parsedmarc-reports/aggregate/empty_reason.xml,                                        example.com,  1",
        "parsedmarc-reports/aggregate/usssa.com!example.com!1538784000!1538870399.xml,         example.com,  1",
        "parsedmarc-reports/aggregate/protection.outlook.com!example.com!1711756800!1711843200.xml, example.com, 1",
        "parsedmarc-reports/aggregate/fastmail.com!example.com!1516060800!1516147199!102675056.xml.gz, indemed.com, 1",
        "parsedmarc-reports/aggregate/estadocuenta1.infonacot.gob.mx!example.com!1536853302!1536939702!2940.xml.zip, example.com, 1",
        "parsedmarc-reports/extract_report/nice-input.xml.gz,                                  example.com,  1",
        "parsedmarc-reports/extract_report/nice-input.xml.zip,                                 example.com,  1",
        "opendmarc/good.com!example.com!1337270400!1337356799.xml,                             example.com,  1",
        "opendmarc/163.com!example.com!1337270400!1337356799.20120518163.xml,                  example.com,  1",
    })
    void reportsOfManyProvidersAreRead(String file, String domain, int leastRows) throws Exception {
        ReceivedAggregate report = read(Files.readAllBytes(Suites.file("dmarc/" + file)));
        assertThat(report.domain()).isEqualTo(domain);
        assertThat(report.rows())
                .hasSizeGreaterThanOrEqualTo(leastRows)
                .allMatch(row -> !row.sourceIp().isEmpty());
        assertThat(report.organization()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aggregate/ikea.com!example.de!1538690400!1538776800.xml",
                "aggregate/invalid_xml.xml",
                "empty.xml",
            })
    void brokenReportsOfProvidersAreCalledSo(String file) throws Exception {
        assertFault(Files.readAllBytes(Suites.file("dmarc/parsedmarc-reports/" + file)), ReportFault.MALFORMED);
    }

    @Test
    void whatIsNoUtf8DoesNotKeepTheRestFromBeingRead() throws Exception {
        Path file = Suites.file("dmarc/parsedmarc-reports/aggregate/invalid_utf_8.xml");
        assertThat(read(Files.readAllBytes(file)).domain()).isEqualTo("example.com");
    }

    @Test
    void aLargeReportIsReadWhole() throws Exception {
        Path file = Suites.file("dmarc/parsedmarc-reports/aggregate/!large-example.com!1711897200!1711983600.xml");
        String xml = Files.readString(file);
        assertThat(read(Files.readAllBytes(file)).rows()).hasSize(xml.split("<record>", -1).length - 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mox-reports/dmarc-reports/google.eml",
                "mox-reports/dmarc-reports/outlook.eml",
                "mox-reports/dmarc-reports/yahoo.eml",
                "mox-reports/dmarc-reports/mailru.eml",
                "mox-reports/dmarc-reports/xs4all.eml",
                "mail-auth-reports/dmarc-feedback/100.eml",
                "mail-auth-reports/dmarc-feedback/101.eml",
                "mail-auth-reports/dmarc-feedback/102.eml",
                "mail-auth-reports/dmarc-feedback/103.eml",
                "mail-auth-reports/dmarc-feedback/104.eml",
                "parsedmarc-reports/aggregate/twilight.eml",
                "parsedmarc-reports/aggregate/mimecast-weird-gzip.eml",
                "parsedmarc-reports/aggregate/Report domain- borschow.com Submitter- google.com Report-ID- 949348866075514174.eml",
            })
    void mailsOfManyProvidersHoldOneReport(String file) throws Exception {
        List<byte[]> parts = parts(new BytesMessage(Files.readAllBytes(Suites.file("dmarc/" + file))));
        assertThat(parts).hasSize(1);
        assertThat(read(parts.get(0)).rows()).isNotEmpty();
    }

    @Test
    void anOrdinaryMailHoldsNone() throws Exception {
        assertThat(
                        parts(
                                BytesMessage.of(
                                        "From: a@b.example\r\nSubject: the.xml and data.gz\r\nContent-Type: text/plain; name=x.txt\r\n\r\nHello\r\n")))
                .isEmpty();
    }

    @Test
    void rowsSayWhoPassed() throws Exception {
        ReceivedAggregate.Row row =
                read(report("192.0.2.7", "3", "PASS", "fail")).rows().get(0);
        assertThat(row).isEqualTo(new ReceivedAggregate.Row("192.0.2.7", 3, "none", true, false, "news.example.com"));
        assertThat(row.passed()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a name is no address,     host.example,      3,  ,          3",
        "no address at all,        1.2.3.4.5,         3,  ,          3",
        "a script is no address,   <![CDATA[<x>]]>,   3,  ,          3",
        "long form of an address,  2001:DB8:0:0::1,   3,  2001:db8::1, 3",
        "none counted,             192.0.2.1,         0,  ,          0",
        "fewer than none,          192.0.2.1,         -4, ,          0",
        "no number,                192.0.2.1,         x,  ,          0",
        "beyond all numbers,       192.0.2.1,         99999999999999999999, , 0",
    })
    void oddRowsHarmNothing(String name, String source, String count, String expected, long messages) throws Exception {
        List<ReceivedAggregate.Row> rows =
                read(report(source, count, "pass", "pass")).rows();
        assertThat(rows.stream().mapToLong(ReceivedAggregate.Row::count).sum()).isEqualTo(messages);
        if (messages > 0) {
            assertThat(rows.get(0).sourceIp()).isEqualTo(expected == null ? "" : expected);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "empty,                '',                                                     MALFORMED",
        "text,                 hello,                                                  MALFORMED",
        "cut,                  '<feedback><report_metadata>',                          MALFORMED",
        "another document,     '<html><body/></html>',                                 INCOMPLETE",
        "no time,              '<feedback><policy_published><domain>a.example</domain></policy_published></feedback>', INCOMPLETE",
        "end before begin,     '<feedback><report_metadata><date_range><begin>9</begin><end>8</end></date_range></report_metadata><policy_published><domain>a.example</domain></policy_published></feedback>', BAD_TIME",
        "no number for a time, '<feedback><report_metadata><date_range><begin>x</begin><end>8</end></date_range></report_metadata><policy_published><domain>a.example</domain></policy_published></feedback>', BAD_TIME",
    })
    void whatIsNoReportHasItsReason(String name, String xml, ReportFault fault) {
        assertFault(xml.getBytes(StandardCharsets.UTF_8), fault);
    }

    @Test
    void entitiesDoNotMultiply() {
        StringBuilder laughs = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE feedback [<!ENTITY l0 \"lol\">");
        for (int i = 1; i < 12; i++) {
            laughs.append("<!ENTITY l")
                    .append(i)
                    .append(" \"")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        laughs.append("]><feedback><report_metadata><org_name>&l11;</org_name></report_metadata></feedback>");
        assertFault(laughs.toString().getBytes(StandardCharsets.UTF_8), ReportFault.MALFORMED);
    }

    @Test
    void nothingOfThisMachineIsReadNorAsked(@TempDir Path directory) throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "TOP-SECRET");
        AtomicInteger visitors = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread listener = new Thread(() -> {
                try {
                    server.accept().close();
                    visitors.incrementAndGet();
                } catch (IOException e) {
                    // closed at the end of the test: nobody came
                }
            });
            listener.start();
            for (String uri :
                    List.of(secret.toUri().toString(), "http://127.0.0.1:" + server.getLocalPort() + "/evil.dtd")) {
                String body = "<feedback><report_metadata><org_name>&x;</org_name></report_metadata></feedback>";
                assertFault(bytes("<!DOCTYPE f [<!ENTITY x SYSTEM \"" + uri + "\">]>" + body), ReportFault.MALFORMED);
                assertFault(bytes("<!DOCTYPE f SYSTEM \"" + uri + "\">" + body), ReportFault.MALFORMED);
                assertFault(
                        bytes("<!DOCTYPE f [<!ENTITY % p SYSTEM \"" + uri + "\"> %p;]>" + body), ReportFault.MALFORMED);
            }
        }
        assertThat(visitors).hasValue(0);
    }

    @Test
    void depthIsBounded() {
        assertFault(bytes("<feedback>" + "<a>".repeat(100_000)), ReportFault.MALFORMED);
    }

    @Test
    void rowsAreBounded() throws Exception {
        String row = "<record><row><source_ip>192.0.2.1</source_ip><count>1</count></row></record>";
        assertThat(new AggregateReportReader(SMALL, budget())
                        .read(withRows(row.repeat(10)))
                        .rows())
                .hasSize(10);
        assertThatThrownBy(() -> new AggregateReportReader(SMALL, budget()).read(withRows(row.repeat(11))))
                .isInstanceOfSatisfying(
                        UnreadableReportException.class,
                        e -> assertThat(e.fault()).isEqualTo(ReportFault.TOO_MANY_ROWS));
    }

    @Test
    void theDeclaredCharsetIsRead() throws Exception {
        String xml = "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>"
                + new String(report("192.0.2.1", "1", "pass", "pass"), StandardCharsets.UTF_8)
                        .replace("Somebody", "Éclair");
        assertThat(read(xml.getBytes(StandardCharsets.ISO_8859_1)).organization())
                .isEqualTo("Éclair");
        assertThat(read(bytes("\uFEFF" + xml.replace("iso-8859-1", "utf-8"))).organization())
                .isEqualTo("Éclair");
        assertFault(bytes(xml.replace("iso-8859-1", "x-nonsense")), ReportFault.MALFORMED);
    }

    @Test
    void textIsBounded() throws Exception {
        String xml = new String(report("192.0.2.1", "1", "pass", "pass"), StandardCharsets.UTF_8)
                .replace("Somebody", "x".repeat(1_000_000));
        assertThat(read(bytes(xml)).organization()).hasSize(500);
    }

    @Test
    void bombsAreStoppedWhereTheirBoundIs() throws Exception {
        byte[] zeros = new byte[10_000_000];
        assertPackedFault(gzip(zeros), ReportFault.TOO_LARGE);
        assertPackedFault(zip(new String[] {"a.xml"}, zeros), ReportFault.TOO_LARGE);
        byte[] tight = new byte[1_500_000];
        assertThat(tight.length).isLessThan((int) SMALL.unpackedBytes());
        assertPackedFault(gzip(tight), ReportFault.TOO_LARGE);
        assertPackedFault(new byte[(int) SMALL.packedBytes() + 1], ReportFault.TOO_LARGE);
    }

    @Test
    void brokenArchivesHaveTheirReason() throws Exception {
        byte[] good = gzip(report("192.0.2.1", "1", "pass", "pass"));
        assertPackedFault(java.util.Arrays.copyOf(good, good.length / 2), ReportFault.NOT_UNPACKED);
        assertPackedFault(new byte[] {0x1f, (byte) 0x8b, 9, 9, 9}, ReportFault.NOT_UNPACKED);
        assertPackedFault(new byte[] {'P', 'K', 3, 4, 0}, ReportFault.NOT_UNPACKED);
        assertPackedFault(zip(new String[] {"a/", "b/", "c/", "d.xml"}, good), ReportFault.NOT_UNPACKED);
        assertPackedFault(gzip(gzip(bytes("<a/>"))), ReportFault.MALFORMED);
    }

    private static void assertFault(byte[] xml, ReportFault fault) {
        assertThatThrownBy(() -> read(xml))
                .isInstanceOfSatisfying(
                        UnreadableReportException.class,
                        e -> assertThat(e.fault()).as(e.getMessage()).isEqualTo(fault));
    }

    private static void assertPackedFault(byte[] packed, ReportFault fault) {
        assertThatThrownBy(() -> new PackedReport(SMALL, budget()).unpack(packed))
                .isInstanceOfSatisfying(
                        UnreadableReportException.class,
                        e -> assertThat(e.fault()).as(e.getMessage()).isEqualTo(fault));
    }

    private static ReceivedAggregate read(byte[] attachment) throws UnreadableReportException {
        PackedReport.Plain plain = new PackedReport(ReportBounds.USUAL, budget()).unpack(attachment);
        assertThat(plain.kind()).isEqualTo(PackedReport.Kind.DMARC);
        return new AggregateReportReader(ReportBounds.USUAL, budget()).read(plain.octets());
    }

    private static List<byte[]> parts(RawMessage mail) throws IOException, UnreadableReportException {
        return new ReportParts(ReportBounds.USUAL, budget()).of(mail);
    }

    static Budget budget() {
        return Budget.of(Duration.ofSeconds(20), Long.MAX_VALUE, Long.MAX_VALUE);
    }

    private static byte[] report(String source, String count, String dkim, String spf) {
        return withRows(
                "<record><row><source_ip>" + source + "</source_ip><count>" + count
                        + "</count><policy_evaluated><disposition>none</disposition><dkim>" + dkim + "</dkim><spf>"
                        + spf
                        + "</spf></policy_evaluated></row><identifiers><header_from>News.Example.com</header_from></identifiers></record>");
    }

    private static byte[] withRows(String rows) {
        return bytes("<feedback><report_metadata><org_name>Somebody</org_name><report_id>1</report_id>"
                + "<date_range><begin>1700006400</begin><end>1700092799</end></date_range></report_metadata>"
                + "<policy_published><domain>example.com</domain></policy_published>" + rows + "</feedback>");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] gzip(byte[] octets) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(octets);
        }
        return packed.toByteArray();
    }

    private static byte[] zip(String[] names, byte[] octets) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                if (!name.endsWith("/")) {
                    zip.write(octets);
                }
            }
        }
        return packed.toByteArray();
    }
}
