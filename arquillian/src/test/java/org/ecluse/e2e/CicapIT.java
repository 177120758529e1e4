package org.ecluse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ecluse.filter.virus.ScanAnswer;
import org.ecluse.mail.Budget;
import org.ecluse.mail.RawMessage;
import org.ecluse.net.IpNetwork;
import org.ecluse.net.OutboundGuard;
import org.ecluse.net.ServiceAddress;
import org.ecluse.server.scanning.EngineLine;
import org.ecluse.server.scanning.IcapScanner;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.FakeDns;
import org.ecluse.testkit.Mails;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Our ICAP against a server that others wrote: c-icap before a real clamd. */
@Covers({"R2.5", "B8"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CicapIT {
    private static ClamdPeer clamd;
    private static CicapPeer icap;
    private static IcapScanner scanner;

    @BeforeAll
    static void start() throws Exception {
        clamd = new ClamdPeer();
        icap = new CicapPeer(clamd.unix());
        OutboundGuard guard = new OutboundGuard(
                new FakeDns(), List.of(IpNetwork.parse("127.0.0.0/8").orElseThrow()), Set.of());
        scanner = new IcapScanner(
                new EngineLine(new ServiceAddress(icap.address()), guard, Duration.ofSeconds(3)),
                CicapPeer.SERVICE,
                Duration.ofSeconds(30),
                Clock.systemUTC());
    }

    @AfterAll
    static void stop() throws Exception {
        if (icap != null) {
            icap.close();
        }
        if (clamd != null) {
            clamd.close();
        }
    }

    private static RawMessage mail(String fields, String text) {
        return Mails.raw("From: a@example.org\nSubject: minutes\n" + fields + "\n" + text + "\n");
    }

    private static ScanAnswer scan(RawMessage mail) {
        return scanner.scan(mail, Mails.parsed(mail), Budget.of(Duration.ofSeconds(30), 0, 0));
    }

    @Test
    @Order(1)
    void itTellsWhatItIs() throws IOException {
        assertThat(scanner.askVersion().text()).startsWith("C-ICAP/").contains("Antivirus", "signatures unchanged for");
    }

    @Test
    @Order(2)
    void cleanMailIsCleanSmallAndLarge() {
        assertThat(scan(mail("", "The minutes are ready."))).isInstanceOf(ScanAnswer.Clean.class);
        char[] lines = new char[8_000_000];
        Arrays.fill(lines, 'x');
        for (int at = 70; at < lines.length; at += 72) {
            lines[at] = '\n';
        }
        assertThat(scan(mail("", new String(lines)))).isInstanceOf(ScanAnswer.Clean.class);
    }

    @Test
    @Order(3)
    void everyTestFileOfClamavIsCaught() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(ClamdPeer.TEST_FILES)) {
            files = all.sorted().toList();
        }
        assertThat(files).hasSizeGreaterThan(30);
        for (Path file : files) {
            RawMessage mail = mail(
                    "MIME-Version: 1.0\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n",
                    Base64.getMimeEncoder().encodeToString(Files.readAllBytes(file)));
            assertThat(scan(mail))
                    .as(file.toString())
                    .isInstanceOfSatisfying(
                            ScanAnswer.Infected.class,
                            infected -> assertThat(infected.virus()).startsWith("Ecluse.Test.ClamFile"));
        }
    }

    @Test
    @Order(4)
    void withItsEngineDeadItIsUnavailable() throws Exception {
        clamd.stop();
        assertThat(scan(mail("", "The minutes are ready."))).isInstanceOf(ScanAnswer.Unavailable.class);
    }
}
