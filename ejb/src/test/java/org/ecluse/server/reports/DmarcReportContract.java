package org.ecluse.server.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ecluse.filter.ArcVerdict;
import org.ecluse.filter.DkimVerdict;
import org.ecluse.filter.DmarcVerdict;
import org.ecluse.filter.DmarcVerdict.Request;
import org.ecluse.filter.MessageAuthentication;
import org.ecluse.filter.PublishedPolicy;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.SenderFacts.ReverseName;
import org.ecluse.filter.SenderFacts.SpfResult;
import org.ecluse.filter.authentication.SignatureCheck;
import org.ecluse.filter.authentication.keys.TestKeys;
import org.ecluse.filter.reports.AggregateReportReader;
import org.ecluse.filter.reports.PackedReport;
import org.ecluse.filter.reports.ReceivedAggregate;
import org.ecluse.filter.reports.ReportBounds;
import org.ecluse.filter.reports.ReportParts;
import org.ecluse.mail.Budget;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.MessageId;
import org.ecluse.mail.RawMessage;
import org.ecluse.mail.ReversePath;
import org.ecluse.server.ownmail.OwnMailRecorder;
import org.ecluse.server.queue.DeliveryEngine;
import org.ecluse.server.queue.DeliveryQueue;
import org.ecluse.server.reports.DmarcReportService.Outcome;
import org.ecluse.server.store.FileMessageStore;
import org.ecluse.settings.ServerSettings;
import org.ecluse.settings.SettingsReader;
import org.ecluse.store.MessageStore;
import org.ecluse.testkit.BytesMessage;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.FakeDns;
import org.ecluse.testkit.MovingClock;
import org.ecluse.testkit.TestPersistence;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From what was seen of a domain to the mail that tells its owner. */
@Covers("R1.11")
abstract class DmarcReportContract {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final String OWN = "mailto:dmarc@example.com";

    @TempDir
    private Path data;

    private final MovingClock clock = new MovingClock(NOON);
    private final FakeDns dns = new FakeDns();
    private TestPersistence persistence;
    private MessageStore store;
    private DmarcLedger ledger;
    private DmarcCollector collector;
    private DmarcReportService reports;

    /** On a database with the schema and no row. */
    abstract TestPersistence persistence() throws Exception;

    @BeforeEach
    void open() throws Exception {
        persistence = persistence();
        store = new FileMessageStore(data);
        DeliveryQueue queue = persistence.wire(new DeliveryQueue(), new DeliveryEngine());
        ledger = persistence.wire(new DmarcLedger(), persistence.wire(new OwnMailRecorder(), queue, clock), clock);
        use(true);
    }

    private void use(boolean enabled) {
        use(Map.of("ecluse.demo", "true", "ecluse.dmarc-reports.enabled", Boolean.toString(enabled)));
    }

    private void use(Map<String, String> values) {
        ServerSettings settings = new SettingsReader(key -> Optional.ofNullable(values.get(key))).read();
        collector = persistence.wire(new DmarcCollector(), ledger, settings);
        reports = persistence.wire(new DmarcReportService(), ledger, dns, store, settings, clock);
    }

    @Test
    void theOwnerIsToldTheNextDayWhoWroteAndNothingOfTheRecipients() throws Exception {
        for (int i = 0; i < 3; i++) {
            seen("192.0.2.1", OWN);
        }
        collector.write();
        seen("192.0.2.1", OWN);
        seen("198.51.100.9", OWN);
        collector.write();
        assertThat(reports.anyDue()).isFalse();

        clock.forward(Duration.ofHours(13));
        assertThat(reports.waiting(0, 10)).hasSize(1);
        assertThat(reports.report(day())).isEqualTo(Outcome.QUEUED);

        MessageId id = kept().get(0);
        String mail = text(id);
        assertThat(mail)
                .contains("From: \"Ecluse service.ecluse.test\" <dmarc-reports@service.ecluse.test>")
                .contains("To: dmarc@example.com\r\n")
                .contains("Message-ID: <dmarc.2026-03-02.example.com@service.ecluse.test>")
                .contains("Auto-Submitted: auto-generated")
                .contains("service.ecluse.test!example.com!1772409600!1772495999.xml.gz")
                .doesNotContain("ann@demo.example");
        assertThat(mail.replaceAll("\r\n[ \t]+", " "))
                .contains("Subject: Report Domain: example.com Submitter: service.ecluse.test"
                        + " Report-ID: <dmarc.2026-03-02.example.com@service.ecluse.test>");
        ReceivedAggregate told = told(id);
        assertThat(told.domain()).isEqualTo("example.com");
        assertThat(told.rows())
                .containsExactly(
                        new ReceivedAggregate.Row("192.0.2.1", 4, "none", false, false, "example.com"),
                        new ReceivedAggregate.Row("198.51.100.9", 1, "none", false, false, "example.com"));
        assertThat(
                        read(
                                "SELECT m.origin, c.recipient, c.state FROM recipient_copy c JOIN message m ON m.id = c.message_id"))
                .containsExactly("REPORT dmarc@example.com QUEUED");
        assertThat(read("SELECT next_hop FROM queue_entry")).containsExactly("example.com");
    }

    @Test
    void aReportGoesOnce() throws Exception {
        seen("192.0.2.1", OWN);
        collector.write();
        clock.forward(Duration.ofHours(13));
        long day = day();
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        List<Outcome> outcomes = new ArrayList<>();
        try {
            Callable<Outcome> report = () -> reports.report(day);
            for (Future<Outcome> each : nodes.invokeAll(List.of(report, report, report, report))) {
                outcomes.add(each.get());
            }
        } finally {
            nodes.shutdownNow();
        }
        assertThat(outcomes).containsOnlyOnce(Outcome.QUEUED).doesNotContain(Outcome.FAILED);
        assertThat(kept()).as("what the losers composed is not left behind").hasSize(1);
        assertThat(reports.report(day)).isEqualTo(Outcome.NOT_DUE);
        assertThat(read("SELECT id FROM queue_entry")).hasSize(1);
    }

    @Test
    void aKeyOfTheServiceSignsTheReports() throws Exception {
        KeyPair pair = TestKeys.ed25519();
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        Path file = Files.writeString(data.resolve("dkim.pem"), pem);
        use(Map.of(
                "ecluse.demo", "true",
                "ecluse.dmarc-reports.enabled", "true",
                "ecluse.dmarc-reports.dkim-selector", "r1",
                "ecluse.dmarc-reports.dkim-key", file.toString()));
        seen("192.0.2.1", OWN);
        collector.write();
        clock.forward(Duration.ofHours(13));
        assertThat(reports.report(day())).isEqualTo(Outcome.QUEUED);
        FakeDns zone = new FakeDns().txt("r1._domainkey.service.ecluse.test", TestKeys.record(pair));
        Budget budget = Budget.of(Duration.ofSeconds(20), Long.MAX_VALUE, Long.MAX_VALUE);
        assertThat(new SignatureCheck(zone, clock)
                        .verify(new BytesMessage(content(kept().get(0))), budget)
                        .dkim())
                .hasSize(1)
                .allMatch(DkimVerdict::passed);
    }

    @Test
    void aStrangerIsAskedAndWithoutConsentToldNothing() throws Exception {
        seen("192.0.2.1", "mailto:victim@third.example");
        collector.write();
        clock.forward(Duration.ofHours(13));
        assertThat(reports.report(day())).isEqualTo(Outcome.NOT_WANTED);
        assertThat(kept()).isEmpty();
        assertThat(reports.anyDue()).isFalse();
        assertThat(read("SELECT state FROM dmarc_day")).containsExactly("REFUSED");
    }

    @Test
    void silenceOfTheDnsIsNoConsentAndIsAskedAgain() throws Exception {
        dns.timeout("example.com._report._dmarc.third.example");
        seen("192.0.2.1", "mailto:r@third.example");
        collector.write();
        clock.forward(Duration.ofHours(13));
        long day = day();
        assertThat(reports.report(day)).isEqualTo(Outcome.LATER);
        assertThat(reports.report(day)).as("not before its time").isEqualTo(Outcome.NOT_DUE);
        for (int i = 0; i < 20; i++) {
            clock.forward(Duration.ofHours(2));
            reports.report(day);
        }
        assertThat(kept()).isEmpty();
        assertThat(read("SELECT state FROM dmarc_day")).containsExactly("REFUSED");
    }

    @Test
    void sizeLimitsOfTheOwnerAreHonoured() throws Exception {
        seen("192.0.2.1", "mailto:small@example.com!1k,mailto:large@example.com!10m");
        collector.write();
        clock.forward(Duration.ofHours(13));
        assertThat(reports.report(day())).isEqualTo(Outcome.QUEUED);
        assertThat(text(kept().get(0))).contains("To: large@example.com").doesNotContain("small@");
        assertThat(read("SELECT recipient FROM recipient_copy")).containsExactly("large@example.com");
    }

    @Test
    void tooLargeForEachIsSaidAndEnds() throws Exception {
        seen("192.0.2.1", "mailto:small@example.com!1k");
        collector.write();
        clock.forward(Duration.ofHours(13));
        assertThat(reports.report(day())).isEqualTo(Outcome.NOT_WANTED);
        assertThat(read("SELECT state FROM dmarc_day")).containsExactly("TOO_LARGE");
    }

    @Test
    void nothingIsCollectedNorSentUnlessItWasChosen() throws Exception {
        seen("192.0.2.1", OWN);
        collector.write();
        use(false);
        seen("192.0.2.2", OWN);
        collector.write();
        clock.forward(Duration.ofHours(13));
        assertThat(read("SELECT source_ip FROM dmarc_source")).containsExactly("192.0.2.1");
        assertThat(reports.anyDue()).isFalse();
    }

    @Test
    void ownersWhoDidNotAskAreNotCollectedFor() throws Exception {
        seen("192.0.2.1", "");
        collector.write();
        assertThat(read("SELECT id FROM dmarc_day")).isEmpty();
    }

    @Test
    void sourcesOfADomainAreBoundedAndTheRestIsSaid() throws Exception {
        for (int i = 0; i < DmarcLedger.MOST_SOURCES + 7; i++) {
            seen("10." + i / 65_536 + "." + i / 256 % 256 + "." + i % 256, OWN);
        }
        collector.write();
        assertThat(read("SELECT sources, left_out FROM dmarc_day")).containsExactly("1000 7");
        assertThat(read("SELECT COUNT(*) FROM dmarc_source")).containsExactly("1000");
        clock.forward(Duration.ofHours(13));
        reports.report(day());
        assertThat(told(kept().get(0)).rows()).hasSize(1000);
    }

    @Test
    void domainsOfADayAreBounded() throws Exception {
        persistence.inTransaction(() -> persistence
                .entityManager()
                .createNativeQuery("INSERT INTO dmarc_day (id, day_utc, domain, report_uris, requested, subdomains,"
                        + " absent_subdomains, testing, strict_dkim, strict_spf, sources, left_out, state, tries, due_at)"
                        + " SELECT -x, '2026-03-02', 'd' || x || '.example', '', 'NONE', '', '', FALSE, FALSE, FALSE,"
                        + " 0, 0, 'QUEUED', 0, CURRENT_TIMESTAMP FROM GENERATE_SERIES(1, " + DmarcLedger.MOST_DOMAINS
                        + ") r(x)")
                .executeUpdate());
        seen("192.0.2.1", OWN);
        collector.write();
        assertThat(read("SELECT id FROM dmarc_source")).isEmpty();
        assertThat(read("SELECT COUNT(*) FROM dmarc_day")).containsExactly("5000");
    }

    @Test
    void afterEightDaysADayIsForgotten() throws Exception {
        seen("192.0.2.1", OWN);
        collector.write();
        assertThat(ledger.forget(NOON.plus(Duration.ofDays(8)), 10)).isZero();
        assertThat(ledger.forget(NOON.plus(Duration.ofDays(9)), 10)).isEqualTo(1);
        assertThat(read("SELECT id FROM dmarc_source")).isEmpty();
    }

    private void seen(String client, String rua) throws IOException {
        DmarcVerdict dmarc = new DmarcVerdict(
                DmarcVerdict.Result.FAIL,
                "example.com",
                "example.com",
                Request.NONE,
                false,
                false,
                false,
                "",
                Optional.of(new PublishedPolicy(
                        "example.com", Request.NONE, Optional.empty(), Optional.empty(), false, false, false, rua)));
        collector.note(
                InetAddress.getByName(client),
                ReversePath.of(EmailAddress.parse("x@bounce.example")),
                new SenderFacts(SpfResult.PASS, Optional.of("bounce.example"), ReverseName.NONE, Optional.empty()),
                new MessageAuthentication(
                        List.of(new DkimVerdict(
                                DkimVerdict.Result.FAIL, "example.com", "s1", "rsa-sha256", "", false, "changed")),
                        ArcVerdict.NONE,
                        dmarc),
                List.of(),
                clock.instant());
    }

    private long day() throws SQLException {
        return Long.parseLong(read("SELECT id FROM dmarc_day").get(0));
    }

    private List<MessageId> kept() throws IOException {
        List<MessageId> ids = new ArrayList<>();
        store.eachBatch(ids::addAll);
        return ids;
    }

    private byte[] content(MessageId id) throws IOException {
        try (InputStream in = store.open(id).orElseThrow()) {
            return in.readAllBytes();
        }
    }

    private String text(MessageId id) throws IOException {
        return new String(content(id), StandardCharsets.UTF_8);
    }

    /** What the mail's attachment says. */
    private ReceivedAggregate told(MessageId id) throws Exception {
        Budget budget = Budget.of(Duration.ofSeconds(20), Long.MAX_VALUE, Long.MAX_VALUE);
        RawMessage mail = new BytesMessage(content(id));
        List<byte[]> parts = new ReportParts(ReportBounds.USUAL, budget).of(mail);
        assertThat(parts).hasSize(1);
        return new AggregateReportReader(ReportBounds.USUAL, budget)
                .read(new PackedReport(ReportBounds.USUAL, budget)
                        .unpack(parts.get(0))
                        .octets());
    }

    /** Rows with blanks between their columns. */
    private List<String> read(String sql) throws SQLException {
        try (Connection connection = persistence.dataSource().getConnection();
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            List<String> read = new ArrayList<>();
            while (rows.next()) {
                StringBuilder line = new StringBuilder(rows.getString(1));
                for (int i = 2; i <= rows.getMetaData().getColumnCount(); i++) {
                    line.append(' ').append(rows.getString(i));
                }
                read.add(line.toString());
            }
            return read;
        }
    }
}
