package org.ecluse.server.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.MessageId;
import org.ecluse.server.access.DeniedException;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.access.Role;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.directory.CustomerRow;
import org.ecluse.server.directory.DomainRow;
import org.ecluse.server.directory.DomainRows;
import org.ecluse.server.directory.RecipientCheck;
import org.ecluse.server.directory.UnknownRecipients;
import org.ecluse.server.security.AuditTrail;
import org.ecluse.server.store.FileMessageStore;
import org.ecluse.store.MessageStore;
import org.ecluse.store.StoredEnvelope;
import org.ecluse.testkit.BytesMessage;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.MovingClock;
import org.ecluse.testkit.Suites;
import org.ecluse.testkit.TestPersistence;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a mail to a report address to the figures that its customer sees. */
@Covers("R1.11")
abstract class ReceivedReportContract {
    /** Within the day after the sample reports' days. */
    private static final Instant NOW = Instant.parse("2023-11-16T08:00:00Z");

    private static final String ADDRESS = "dmarc@example.com";
    private static final PageRequest ALL = new PageRequest(0, 100);

    @TempDir
    private Path data;

    private final MovingClock clock = new MovingClock(NOW);
    private TestPersistence persistence;
    private MessageStore store;
    private ReportInbox inbox;
    private ReportLanding landing;
    private ReceivedLedger ledger;
    private ReceivedReportService service;
    private CustomerRow customer;
    private Viewer administrator;

    /** On a database with the schema and no row. */
    abstract TestPersistence persistence() throws Exception;

    @BeforeEach
    void open() throws Exception {
        persistence = persistence();
        store = new FileMessageStore(data);
        inbox = persistence.wire(new ReportInbox(), store, clock);
        ledger = persistence.wire(new ReceivedLedger());
        landing = persistence.wire(new ReportLanding(), inbox, ledger, store, clock);
        service = persistence.wire(
                new ReceivedReportService(),
                persistence.wire(new DomainRows()),
                persistence.wire(new AuditTrail(), clock),
                clock);
        customer = persistence.saved(new CustomerRow("Demo", "fr", "Europe/Paris", NOW));
        domain(customer, "example.com");
        administrator = viewer(Role.CUSTOMER_ADMINISTRATOR, customer);
        service.expectAt(administrator, "example.com", Optional.of("DMARC@Example.com"));
    }

    @Test
    void whoWroteInTheDomainsNameIsShownByDayAndSource() throws Exception {
        arrived(report(
                "example.com", "r1", row("192.0.2.1", 5, "pass", "none"), row("198.51.100.7", 2, "fail", "reject")));
        arrived(report("news.example.com", "r2", row("198.51.100.7", 4, "fail", "none")));
        assertThat(sources().items())
                .containsExactly(
                        new ReportedSource(LocalDate.parse("2023-11-15"), "198.51.100.7", 0, 6, 2),
                        new ReportedSource(LocalDate.parse("2023-11-15"), "192.0.2.1", 5, 0, 0));
        assertThat(sources().total()).isEqualTo(2);
        ReceivedReport first = reports().get(1);
        assertThat(first.kind()).isEqualTo("DMARC");
        assertThat(first.organization()).isEqualTo("Somebody");
        assertThat(first.sender()).isEqualTo("reports@somebody.example");
        assertThat(first.proven()).isTrue();
        assertThat(first.passed()).isEqualTo(5);
        assertThat(first.failed()).isEqualTo(2);
        assertThat(kept()).as("nothing is left of what was read").isEmpty();
    }

    @Test
    void theSameReportTwiceCountsOnce() throws Exception {
        arrived(report("example.com", "r1", row("192.0.2.1", 5, "pass", "none")));
        arrived(report("example.com", "r1", row("192.0.2.1", 5, "pass", "none")));
        assertThat(sources().items()).extracting(ReportedSource::passed).containsExactly(5L);
        assertThat(reports()).hasSize(1);
    }

    @Test
    void aForgedReportDoesNotTakeThePlaceOfTheTrueOne() throws Exception {
        arrive(ADDRESS, report("example.com", "r1", row("192.0.2.1", 5, "pass", "none")), false);
        landing.readWhatWaits();
        arrived(report("example.com", "r1", row("192.0.2.1", 7, "pass", "none")));
        assertThat(reports()).extracting(ReceivedReport::passed).containsExactly(7L, 5L);
        assertThat(reports()).extracting(ReceivedReport::proven).containsExactly(true, false);
    }

    @Test
    void failedTlsSessionsAreShown() throws Exception {
        clock.forward(Duration.between(clock.instant(), Instant.parse("2020-01-08T08:00:00Z")));
        byte[] json = Files.readAllBytes(Suites.file("dmarc/mail-auth-reports/tlsrpt/rpt02.json"));
        arrived(mail("application/tlsrpt+gzip", gzip(json)));
        assertThat(service.tlsFailures(administrator, "example.com", days("2020-01-01"), ALL)
                        .items())
                .containsExactly(new ReportedTlsFailure(
                        LocalDate.parse("2020-01-01"),
                        "certificate-host-mismatch",
                        "demo.example.com",
                        "123.123.123.123",
                        1));
        assertThat(reports().get(0).kind()).isEqualTo("TLS");
        assertThat(reports().get(0).passed()).isEqualTo(23);
        assertThat(service.sources(administrator, "example.com", days("2020-01-01"), ALL)
                        .items())
                .isEmpty();
    }

    @Test
    void whatCannotBeReadIsSaidWithItsReason() throws Exception {
        arrived(mail("application/gzip", gzip("<feedback>".getBytes(StandardCharsets.US_ASCII))));
        arrived(mail("application/gzip", new byte[] {0x1f, (byte) 0x8b, 7}));
        arrived(mail("application/gzip", gzip(new byte[30_000_000])));
        arrived(mail("text/plain", "nothing".getBytes(StandardCharsets.US_ASCII)));
        arrived(report("stranger.example", "r1", row("192.0.2.1", 5, "pass", "none")));
        arrived(mail("application/tlsrpt+json", "{\"policies\":".getBytes(StandardCharsets.US_ASCII)));
        arrived(mail("application/json; name=a.json", ("[".repeat(100_000)).getBytes(StandardCharsets.US_ASCII)));
        arrived(mail("application/tlsrpt+json", ("{\"a\":" + "[".repeat(100_000)).getBytes(StandardCharsets.US_ASCII)));
        assertThat(reports())
                .extracting(ReceivedReport::fault)
                .containsExactly(
                        "MALFORMED",
                        "MALFORMED",
                        "MALFORMED",
                        "FOREIGN_DOMAIN",
                        "NO_REPORT",
                        "TOO_LARGE",
                        "NOT_UNPACKED",
                        "MALFORMED");
        assertThat(reports()).allMatch(report -> report.kind().equals("UNREAD"));
        assertThat(sources().items()).isEmpty();
        assertThat(kept()).isEmpty();
    }

    @Test
    void aReportOfAnotherTimeIsNotBelieved() throws Exception {
        clock.forward(Duration.ofDays(100));
        arrived(report("example.com", "r1", row("192.0.2.1", 5, "pass", "none")));
        assertThat(reports()).extracting(ReceivedReport::fault).containsExactly("BAD_TIME");
    }

    @Test
    void mailToOtherAddressesIsNotLookedAt() throws Exception {
        arrive("ann@example.com", report("example.com", "r1", row("192.0.2.1", 5, "pass", "none")));
        assertThat(kept()).isEmpty();
        landing.readWhatWaits();
        assertThat(reports()).isEmpty();
    }

    @Test
    void ordinaryMailToTheAddressLeavesNoLine() throws Exception {
        arrived("From: a@b.example\r\nSubject: Hello\r\n\r\nHow are you?\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(reports()).isEmpty();
        assertThat(kept()).isEmpty();
    }

    @Test
    void whenTheAddressIsTakenBackNothingIsKeptAnyMore() throws Exception {
        service.expectAt(administrator, "example.com", Optional.empty());
        assertThat(service.address(administrator, "example.com")).isEmpty();
        arrived(report("example.com", "r1", row("192.0.2.1", 5, "pass", "none")));
        assertThat(reports()).isEmpty();
    }

    @Test
    void aCopyWhoseRowWasLostIsReadAfterTheNextStart() throws Exception {
        arrive(ADDRESS, report("example.com", "r1", row("192.0.2.1", 5, "pass", "none")));
        MessageId copy = kept().get(0);
        ledger.nothing(copy);
        landing.readWhatWaits();
        assertThat(reports()).isEmpty();
        inbox.waitAgain(copy, store.envelope(copy).orElseThrow());
        landing.readWhatWaits();
        assertThat(reports()).extracting(ReceivedReport::passed).containsExactly(5L);
        assertThat(reports()).extracting(ReceivedReport::proven).containsExactly(false);
    }

    @Test
    void ofTwoNodesOneReadsIt() throws Exception {
        arrive(ADDRESS, report("example.com", "r1", row("192.0.2.1", 5, "pass", "none")));
        WaitingReports.Waiting seen = inbox.waiting().due(clock.instant(), 10).get(0);
        assertThat(inbox.waiting().claim(seen, clock.instant())).isTrue();
        assertThat(inbox.waiting().claim(seen, clock.instant())).isFalse();
        assertThat(inbox.waiting().due(clock.instant(), 10)).isEmpty();
        clock.forward(Duration.ofMinutes(11));
        landing.readWhatWaits();
        assertThat(reports()).hasSize(1);
    }

    @Test
    void nothingOfAnotherCustomerIsSeenOrChanged() throws Exception {
        arrived(report("example.com", "r1", row("192.0.2.1", 5, "pass", "none")));
        CustomerRow other = persistence.saved(new CustomerRow("Other", "en", "UTC", NOW));
        domain(other, "other.example");
        Viewer stranger = viewer(Role.CUSTOMER_ADMINISTRATOR, other);
        assertThatThrownBy(() -> service.reports(stranger, "example.com", ALL)).isInstanceOf(NotThereException.class);
        assertThatThrownBy(() -> service.sources(stranger, "example.com", days("2023-11-15"), ALL))
                .isInstanceOf(NotThereException.class);
        assertThatThrownBy(() -> service.tlsFailures(stranger, "example.com", days("2023-11-15"), ALL))
                .isInstanceOf(NotThereException.class);
        assertThatThrownBy(() -> service.address(stranger, "example.com")).isInstanceOf(NotThereException.class);
        assertThatThrownBy(() -> service.expectAt(stranger, "example.com", Optional.empty()))
                .isInstanceOf(NotThereException.class);
        assertThatThrownBy(() -> service.expectAt(stranger, "other.example", Optional.of(ADDRESS)))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void helpDeskSeesAndMayNotChange() {
        Viewer helpDesk = viewer(Role.HELP_DESK, customer);
        assertThat(service.address(helpDesk, "example.com")).contains(ADDRESS);
        assertThatThrownBy(() -> service.expectAt(helpDesk, "example.com", Optional.empty()))
                .isInstanceOf(DeniedException.class);
    }

    @Test
    void oldReportsAreForgotten() throws Exception {
        arrived(report("example.com", "r1", row("192.0.2.1", 5, "pass", "none")));
        assertThat(ledger.forget(clock.instant().minusSeconds(1), 10)).isZero();
        assertThat(ledger.forget(clock.instant().plusSeconds(1), 10)).isEqualTo(1);
        assertThat(sources().items()).isEmpty();
    }

    private void domain(CustomerRow owner, String name) {
        persistence.saved(
                new DomainRow(owner.id(), name, RecipientCheck.LIST, UnknownRecipients.REFUSE, null, true, true, NOW));
    }

    private static Viewer viewer(Role role, CustomerRow of) {
        return new Viewer("ada", role, Optional.of(of.id()));
    }

    private List<ReceivedReport> reports() {
        return service.reports(administrator, "example.com", ALL).items();
    }

    private Page<ReportedSource> sources() {
        return service.sources(administrator, "example.com", days("2023-11-15"), ALL);
    }

    private static ReceivedReportService.Days days(String day) {
        return new ReceivedReportService.Days(LocalDate.parse(day), LocalDate.parse(day));
    }

    private void arrived(byte[] mail) throws Exception {
        arrive(ADDRESS, mail);
        landing.readWhatWaits();
    }

    private void arrive(String recipient, byte[] mail) {
        arrive(recipient, mail, true);
    }

    private void arrive(String recipient, byte[] mail, boolean proven) {
        clock.forward(Duration.ofSeconds(11));
        EmailAddress to = EmailAddress.parse(recipient).orElseThrow();
        StoredEnvelope envelope = new StoredEnvelope(
                "INBOUND",
                clock.instant(),
                "reports@somebody.example",
                List.of(new StoredEnvelope.Recipient(recipient, "", "")),
                "192.0.2.9",
                "mx.somebody.example",
                false);
        inbox.keep(MessageId.create(clock), List.of(to, to), envelope, new BytesMessage(mail), proven);
    }

    private List<MessageId> kept() throws IOException {
        List<MessageId> ids = new ArrayList<>();
        store.eachBatch(ids::addAll);
        return ids;
    }

    private static String row(String source, int count, String result, String disposition) {
        return "<record><row><source_ip>" + source + "</source_ip><count>" + count
                + "</count><policy_evaluated><disposition>" + disposition + "</disposition><dkim>" + result
                + "</dkim><spf>fail</spf></policy_evaluated></row><identifiers><header_from>example.com</header_from>"
                + "</identifiers></record>";
    }

    private static byte[] report(String domain, String id, String... rows) throws IOException {
        String xml = "<feedback><report_metadata><org_name>Somebody</org_name><report_id>" + id
                + "</report_id><date_range><begin>1700006400</begin><end>1700092799</end></date_range></report_metadata>"
                + "<policy_published><domain>" + domain + "</domain></policy_published>" + String.join("", rows)
                + "</feedback>";
        return mail("application/gzip", gzip(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] mail(String type, byte[] attachment) {
        return ("From: reports@somebody.example\r\nTo: dmarc@example.com\r\n"
                        + "Subject: Report Domain: example.com Submitter: somebody.example Report-ID: <1>\r\n"
                        + "MIME-Version: 1.0\r\nContent-Type: " + type + "\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + Base64.getMimeEncoder().encodeToString(attachment) + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] gzip(byte[] octets) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(octets);
        }
        return packed.toByteArray();
    }
}
