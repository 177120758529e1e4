package org.ecluse.server.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.ecluse.filter.AtOnce;
import org.ecluse.filter.virus.EngineVersion;
import org.ecluse.filter.virus.HashList;
import org.ecluse.filter.virus.ScanAnswer;
import org.ecluse.filter.virus.SignatureScanner;
import org.ecluse.filter.virus.VirusStage;
import org.ecluse.mail.RawMessage;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.FakeClamd;
import org.ecluse.testkit.Mails;
import org.ecluse.testkit.MovingClock;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.StageResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clamd may say or leave unsaid; whatever is not a plain "OK" is never clean (B8). */
@Covers({"R2.5", "B8"})
class ClamdScannerTest {
    private static final Duration SCAN = Duration.ofSeconds(2);
    private static final RawMessage MAIL = Mails.raw("From: a@example.org\nSubject: minutes\n\nThe minutes.\n");

    private final MovingClock clock = new MovingClock(Mails.NOW);

    @TempDir
    Path folder;

    private ScanAnswer scan(FakeClamd clamd, RawMessage mail) {
        return scanner(clamd.address()).scan(mail, Mails.parsed(MAIL), Mails.budget());
    }

    private ClamdScanner scanner(String address) {
        return new ClamdScanner(Lines.to(address), SCAN, clock);
    }

    @Test
    void cleanMailIsCleanOverTcpAndNamesTheEngine() throws IOException {
        try (FakeClamd clamd = FakeClamd.tcp()) {
            assertThat(scan(clamd, MAIL))
                    .isInstanceOfSatisfying(
                            ScanAnswer.Clean.class,
                            clean -> assertThat(clean.engine().text())
                                    .isEqualTo("ClamAV 1.4.6/27500, signatures of 2026-03-02T09:40:11Z, 19 min old"));
            assertThat(clamd.received()).isEqualTo(MAIL.open().readAllBytes());
        }
    }

    @Test
    void virusIsFoundOverAUnixSocket() throws IOException {
        try (FakeClamd clamd = FakeClamd.unix(folder.resolve("clamd.ctl"))) {
            clamd.scan(FakeClamd.answering("stream: Win.Test.EICAR_HDB-1 FOUND\0"));
            assertThat(scan(clamd, MAIL))
                    .isInstanceOfSatisfying(
                            ScanAnswer.Infected.class,
                            infected -> assertThat(infected.virus()).isEqualTo("Win.Test.EICAR_HDB-1"));
            assertThat(clamd.commands()).containsExactly("zINSTREAM", "zVERSION");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Heuristics.Phishing.Email.SpoofedDomain, PHISHING_FOUND",
        "Heuristics.Limits.Exceeded.MaxFileSize, CONTENT_INCOMPLETE",
        "Heuristics.Encrypted.Zip, CONTENT_INCOMPLETE",
        "Heuristics.W32.Parite.B, VIRUS_FOUND"
    })
    void guessesAndUnopenedContentAreNoVirus(String name, String symbol) throws IOException {
        try (FakeClamd clamd = FakeClamd.tcp().scan(FakeClamd.answering("stream: " + name + " FOUND\0"))) {
            VirusStage stage = new VirusStage(
                    List.of(scanner(clamd.address())),
                    new SignatureScanner(new HashList(Map.of())),
                    AtOnce.inTurn(SCAN));
            StageResult result = stage.examine(MAIL, Mails.parsed(MAIL), Mails.budget());
            List<Finding> findings = result instanceof StageResult.Decisive decisive
                    ? decisive.list()
                    : ((StageResult.Findings) result).list();
            assertThat(findings).extracting(Finding::symbol).containsExactlyInAnyOrder("ANTIVIRUS_ENGINE", symbol);
        }
    }

    @Test
    void largeMailArrivesOctetForOctet() throws IOException {
        byte[] octets = new byte[3_000_001];
        new Random(20_260_302).nextBytes(octets);
        try (FakeClamd clamd = FakeClamd.tcp()) {
            assertThat(scan(clamd, Mails.raw(octets))).isInstanceOf(ScanAnswer.Clean.class);
            assertThat(clamd.received()).isEqualTo(octets);
        }
    }

    static Stream<Arguments> notClean() {
        return Stream.of(
                row("size limit", FakeClamd.answering("INSTREAM size limit exceeded. ERROR\0"), "size limit"),
                row("error", FakeClamd.answering("stream: Can't open file or directory ERROR\0"), "ERROR"),
                row("garbage", FakeClamd.answering("\u00ff\u0001\u0002 what?\0"), "clamd says"),
                row("nothing but the end", FakeClamd.answering("\0"), "clamd says"),
                row("OK of something else", FakeClamd.answering("other: OK\0"), "clamd says"),
                row("OK with more behind it", FakeClamd.answering("stream: OK maybe\0"), "clamd says"),
                row("reply without end", FakeClamd.answering("stream: OK"), "closed before the reply ended"),
                row("empty reply", FakeClamd.answering(""), "closed before the reply ended"),
                row("very long reply", FakeClamd.answering("stream: " + "x".repeat(100_000)), "longer than"),
                row("closes at once", wire -> {}, ""),
                row("closes half way", wire -> wire.readOctets(7), ""),
                row(
                        "answers early",
                        wire -> {
                            wire.readOctets(4);
                            wire.say("INSTREAM size limit exceeded. ERROR\0");
                            wire.hang();
                        },
                        "size limit"));
    }

    private static Arguments row(String name, FakeClamd.Scan behaviour, String reason) {
        return Arguments.of(name, behaviour, reason);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notClean")
    void whatIsNotAPlainAnswerIsUnavailable(String name, FakeClamd.Scan behaviour, String reason) throws IOException {
        // Large enough to fill every socket buffer between us: an answer comes while we still write.
        RawMessage large = Mails.raw(new byte[20_000_000]);
        try (FakeClamd clamd = FakeClamd.tcp().scan(behaviour)) {
            assertThat(scan(clamd, large))
                    .isInstanceOfSatisfying(
                            ScanAnswer.Unavailable.class,
                            blind -> assertThat(blind.reason()).contains(reason).matches("\\P{Cntrl}*"));
        }
        try (FakeClamd clamd = FakeClamd.unix(folder.resolve("clamd.ctl")).scan(behaviour)) {
            assertThat(scan(clamd, MAIL)).isInstanceOf(ScanAnswer.Unavailable.class);
        }
    }

    @Test
    void virusFoundWhileWeStillWriteIsHeard() throws IOException {
        try (FakeClamd clamd = FakeClamd.tcp().scan(wire -> {
            wire.readOctets(70_000);
            wire.say("stream: Early.Bird FOUND\0");
            wire.hang();
        })) {
            assertThat(scan(clamd, Mails.raw(new byte[20_000_000]))).isInstanceOf(ScanAnswer.Infected.class);
        }
    }

    @Test
    void cleanBeforeItHeardAllIsUnavailable() throws IOException {
        try (FakeClamd clamd = FakeClamd.tcp().scan(wire -> {
            wire.readOctets(4);
            wire.say("stream: OK\0");
            wire.hang();
        })) {
            assertThat(scan(clamd, Mails.raw(new byte[20_000_000])))
                    .isInstanceOfSatisfying(
                            ScanAnswer.Unavailable.class,
                            blind -> assertThat(blind.reason()).contains("before it had the whole message"));
        }
    }

    static Stream<Arguments> silent() {
        return Stream.of(
                Arguments.of("reads nothing", (FakeClamd.Scan) FakeClamd.Wire::hang),
                Arguments.of("reads all", (FakeClamd.Scan) wire -> {
                    wire.readStream();
                    wire.hang();
                }),
                Arguments.of("says a little now and then", (FakeClamd.Scan) wire -> {
                    wire.readStream();
                    wire.say("stream: ");
                    wire.hang();
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("silent")
    void engineThatHangsIsUnavailableWithinItsTime(String name, FakeClamd.Scan behaviour) throws IOException {
        try (FakeClamd clamd = FakeClamd.tcp().scan(behaviour)) {
            long start = System.nanoTime();
            assertThat(scan(clamd, Mails.raw(new byte[20_000_000])))
                    .isInstanceOfSatisfying(
                            ScanAnswer.Unavailable.class,
                            blind -> assertThat(blind.reason()).contains("no answer in time"));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SCAN, SCAN.multipliedBy(5));
        }
    }

    @Test
    void nobodyThereIsUnavailable() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0)) {
            port = taken.getLocalPort();
        }
        for (String address :
                List.of("127.0.0.1:" + port, "unix:" + folder.resolve("none.ctl"), "no-such-host.invalid:3310")) {
            assertThat(scanner(address).scan(MAIL, Mails.parsed(MAIL), Mails.budget()))
                    .as(address)
                    .isInstanceOf(ScanAnswer.Unavailable.class);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ClamAV 1.4.6/27500/Mon Mar  2 09:40:11 2026 | 1.4.6/27500 | 2026-03-02T09:40:11Z",
                "ClamAV 1.0.7/27111/Thu Dec 11 09:40:11 2025 | 1.0.7/27111 | 2025-12-11T09:40:11Z",
                "ClamAV 1.4.6                                | 1.4.6       |",
                "ClamAV 1.4.6/27500/yesterday                | 1.4.6/27500 |",
                "ClamAV 0.103.12/27500/                      | 0.103.12/27500 |",
                "ClamAV devel-1.5.0-beta/27500/Fri Feb 29 00:00:00 2028 | devel-1.5.0-beta/27500 |",
            })
    void versionIsReadInEachForm(String reply, String version, Instant from) throws IOException {
        EngineVersion engine = ClamdScanner.parseVersion(reply);
        assertThat(engine.name()).isEqualTo("ClamAV");
        assertThat(engine.version()).isEqualTo(version);
        if (from != null) {
            assertThat(engine.signaturesFrom()).contains(from);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 400 Bad Request",
                "",
                "ClamAV",
                "220 mail.example.org ESMTP",
                "ClamAV 1.4\r\nX-Forged: 1"
            })
    void whatIsNoClamdHasNoVersion(String reply) {
        assertThatThrownBy(() -> ClamdScanner.parseVersion(reply)).isInstanceOf(IOException.class);
    }

    @Test
    void scanWhoseEngineDoesNotSayWhatItIsDoesNotCount() throws IOException {
        try (FakeClamd clamd = FakeClamd.tcp().version("HTTP/1.1 400 Bad Request\r\n\0")) {
            assertThat(scan(clamd, MAIL)).isInstanceOf(ScanAnswer.Unavailable.class);
        }
    }

    @Test
    void versionIsAskedOncePerMinuteForScansAndAnewForHealth() throws IOException {
        try (FakeClamd clamd = FakeClamd.tcp()) {
            ClamdScanner scanner = scanner(clamd.address());
            scanner.version(SCAN);
            clamd.version("ClamAV 1.4.6/27501/Tue Mar  3 09:40:11 2026\0");
            clock.forward(Duration.ofSeconds(59));
            assertThat(scanner.version(SCAN).version()).isEqualTo("1.4.6/27500");
            assertThat(scanner.askVersion().version()).isEqualTo("1.4.6/27501");
            assertThat(scanner.version(SCAN).version()).isEqualTo("1.4.6/27501");
            clamd.version("ClamAV 1.4.6/27502/Wed Mar  4 09:40:11 2026\0");
            clock.forward(Duration.ofSeconds(61));
            assertThat(scanner.version(SCAN).version()).isEqualTo("1.4.6/27502");
        }
    }

    @Test
    void recoversWithoutHelp() throws IOException {
        Path socket = folder.resolve("clamd.ctl");
        ClamdScanner scanner = scanner("unix:" + socket);
        try (FakeClamd clamd = FakeClamd.unix(socket)) {
            assertThat(scanner.scan(MAIL, Mails.parsed(MAIL), Mails.budget())).isInstanceOf(ScanAnswer.Clean.class);
        }
        Files.deleteIfExists(socket);
        assertThat(scanner.scan(MAIL, Mails.parsed(MAIL), Mails.budget())).isInstanceOf(ScanAnswer.Unavailable.class);
        try (FakeClamd clamd = FakeClamd.unix(socket)) {
            assertThat(scanner.scan(MAIL, Mails.parsed(MAIL), Mails.budget())).isInstanceOf(ScanAnswer.Clean.class);
        }
    }

    @Test
    void namesOfVirusesAreOneShortLine() throws IOException {
        try (FakeClamd clamd = FakeClamd.tcp().scan(FakeClamd.answering("stream: Bad\r\nX-Forged: 1 FOUND\0"))) {
            assertThat(scan(clamd, MAIL))
                    .isInstanceOfSatisfying(
                            ScanAnswer.Infected.class,
                            infected -> assertThat(infected.virus().getBytes(StandardCharsets.US_ASCII))
                                    .doesNotContain('\r', '\n'));
        }
    }
}
