package org.ecluse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.ecluse.filter.DkimVerdict;
import org.ecluse.filter.authentication.dkim.DkimVerifier;
import org.ecluse.filter.reports.AggregateReportReader;
import org.ecluse.filter.reports.ReceivedAggregate;
import org.ecluse.filter.reports.ReportBounds;
import org.ecluse.testkit.BytesMessage;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.DnsServer;
import org.ecluse.testkit.FakeDns;
import org.ecluse.testkit.Mails;
import org.ecluse.testkit.Ports;
import org.ecluse.testkit.ReportSchema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From the mail that shows an owner's domain to the report in the mailbox that the owner named: collected, made by the job that the
 * server starts itself, sent once, and only where the mailbox's domain agreed (RFC 9990). On PostgreSQL, where a test can make
 * yesterday of today.
 */
@Covers("R1.11")
class DmarcReportIT {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String MAILBOX = "dmarc@reports.test";
    private static final String VICTIM = "victim@reports.test";

    @TempDir
    private static Path directory;

    private static FakeDns zone;
    private static DnsServer dns;
    private static PostgresPeer postgres;
    private static ServerProcess server;
    private static Destination mailbox;
    private static ApiCalls api;

    @BeforeAll
    static void start() throws Exception {
        KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] encoded = key.getPublic().getEncoded();
        zone = new FakeDns()
                .txt("sender.test", "v=spf1 ip4:127.0.0.1 -all")
                .txt("_dmarc.sender.test", "v=DMARC1; p=none; sp=reject; rua=mailto:" + MAILBOX)
                .txt("sender.test._report._dmarc.reports.test", "v=DMARC1")
                .txt("other.test", "v=spf1 ip4:127.0.0.1 -all")
                .txt("greedy.test", "v=spf1 ip4:127.0.0.1 -all")
                .txt("_dmarc.greedy.test", "v=DMARC1; p=none; rua=mailto:" + VICTIM)
                .txt(
                        "r1._domainkey.service.ecluse.test",
                        "v=DKIM1; k=ed25519; p="
                                + Base64.getEncoder()
                                        .encodeToString(
                                                Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)));
        dns = new DnsServer(zone);
        postgres = new PostgresPeer();
        server = new ServerProcess("dmarc-report", "standalone-cluster.xml")
                .set("ecluse.node.name", "reporter")
                .set("ecluse.cluster.port", Integer.toString(Ports.free()))
                .set("ecluse.db.url", postgres.url())
                .set("ecluse.db.user", "ecluse")
                .set("ecluse.db.password", "ecluse")
                .set("ecluse.store.kind", "DATABASE")
                .set("ecluse.dns.servers", dns.address())
                .set("ecluse.dmarc-reports.enabled", "true")
                .set("ecluse.dmarc-reports.dkim-selector", "r1")
                .set("ecluse.dmarc-reports.dkim-key", pem(key).toString())
                .start();
        mailbox = new Destination(Ports.free());
        api = new ApiCalls(server);
        api.domain(api.customer("Owners"), "reports.test", mailbox.port());
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable each : Arrays.asList(mailbox, server, postgres, dns)) {
            if (each != null) {
                each.close();
            }
        }
    }

    @Test
    void theOwnerIsToldOfADayOnceAndWhoDidNotAgreeIsToldNothing() throws Exception {
        send("info@sender.test", "info@sender.test");
        send("info@sender.test", "info@sender.test");
        send("x@other.test", "director@sender.test");
        send("info@greedy.test", "info@greedy.test");
        Await.until(
                "the minute's figures are written",
                LIMIT,
                () -> rows("SELECT SUM(messages) FROM dmarc_source").equals(List.of("4")));
        LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
        change("UPDATE dmarc_day SET day_utc = '" + yesterday + "', due_at = due_at - INTERVAL '1' DAY");

        // The server's own minute starts the job.
        Await.until(
                "both days are over", LIMIT, () -> days().equals(List.of("greedy.test REFUSED", "sender.test QUEUED")));
        Await.until("the report arrives", LIMIT, () -> mailbox.messages().length > 0);
        aRunThatIsAskedForFindsNothingLeft();
        assertThat(mailbox.messages()).hasSize(1);
        assertThat(api.copies(MAILBOX)).hasSize(1);
        assertThat(api.copies(VICTIM)).isEmpty();
        theReportSaysWhatWasSeen(mailbox.messages()[0], yesterday);
    }

    private static void aRunThatIsAskedForFindsNothingLeft() throws Exception {
        for (String key : List.of("again-1", "again-2")) {
            int run = api.post("/jobs/dmarc-report/runs", "{\"runKey\":\"" + key + "\"}")
                    .getInt("id");
            Await.until(
                    "the run ends", LIMIT, () -> !run(run).getString("state").equals("RUNNING"));
            assertThat(run(run).getString("state")).isEqualTo("COMPLETED");
        }
        assertThat(rows("SELECT COUNT(*) FROM message WHERE origin = 'REPORT'")).containsExactly("1");
    }

    private static void theReportSaysWhatWasSeen(MimeMessage mail, LocalDate day) throws Exception {
        long begin = day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly(MAILBOX);
        assertThat(mail.getSubject())
                .isEqualTo("Report Domain: sender.test Submitter: service.ecluse.test Report-ID: <dmarc." + day
                        + ".sender.test@service.ecluse.test>");
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        BodyPart attached = parts.getBodyPart(1);
        assertThat(attached.getContentType()).startsWith("application/gzip");
        assertThat(attached.getFileName())
                .isEqualTo("service.ecluse.test!sender.test!" + begin + "!" + (begin + 86_399) + ".xml.gz");
        byte[] xml = new GZIPInputStream(attached.getInputStream()).readAllBytes();
        ReportSchema.check(xml);
        assertThat(new String(xml, StandardCharsets.UTF_8))
                .contains(
                        "<domain>sender.test</domain><discovery_method>treewalk</discovery_method><p>none</p><sp>reject</sp>")
                .contains("<spf><domain>other.test</domain><scope>mfrom</scope><result>pass</result></spf>")
                .doesNotContain("alice", "director", "info@", "greedy");
        ReceivedAggregate told = new AggregateReportReader(ReportBounds.USUAL, Mails.budget()).read(xml);
        assertThat(told.rows())
                .containsExactlyInAnyOrder(
                        new ReceivedAggregate.Row("127.0.0.1", 2, "pass", false, true, "sender.test"),
                        new ReceivedAggregate.Row("127.0.0.1", 1, "none", false, false, "sender.test"));
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        mail.writeTo(octets);
        assertThat(new DkimVerifier(zone, Clock.systemUTC())
                        .verify(new BytesMessage(octets.toByteArray()), Mails.budget()))
                .as("reports pass DMARC themselves (RFC 9990 section 3.5.2)")
                .singleElement()
                .satisfies(signature -> {
                    assertThat(signature.result()).isEqualTo(DkimVerdict.Result.PASS);
                    assertThat(signature.domain()).isEqualTo("service.ecluse.test");
                });
    }

    private static void send(String envelope, String author) throws IOException {
        try (SmtpClient client = SmtpClient.greeted(server.port("smtp"))) {
            byte[] mail = ("From: " + author + "\r\nTo: alice@demo.ecluse.test\r\nSubject: Minutes"
                            + "\r\nDate: Thu, 26 Nov 2026 09:00:00 +0000\r\nMessage-ID: <" + System.nanoTime()
                            + "@sender.test>\r\n\r\nThe minutes of Tuesday's meeting are ready.\r\n")
                    .getBytes(StandardCharsets.UTF_8);
            assertThat(client.send(envelope, "alice@demo.ecluse.test", mail)).startsWith("250 2.0.0 ");
        }
    }

    private static Path pem(KeyPair key) throws IOException {
        return Files.writeString(
                directory.resolve("reports.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(key.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
    }

    private static JsonObject run(int id) throws Exception {
        return api.get("/jobs/dmarc-report/runs/" + id);
    }

    private static List<String> days() throws SQLException {
        return rows("SELECT domain || ' ' || state FROM dmarc_day ORDER BY domain");
    }

    private static List<String> rows(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.url(), "ecluse", "ecluse");
                ResultSet found = connection.createStatement().executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(String.valueOf(found.getString(1)));
            }
            return rows;
        }
    }

    private static void change(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.url(), "ecluse", "ecluse")) {
            connection.createStatement().executeUpdate(sql);
        }
    }
}
