package org.ecluse.server.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.ecluse.filter.virus.ScanAnswer;
import org.ecluse.mail.RawMessage;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.IcapServer;
import org.ecluse.testkit.Mails;
import org.ecluse.testkit.MovingClock;
import org.ecluse.testkit.Ports;
import org.ecluse.verdict.Ground;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ICAP as the RFC has it, and as it must not be: whatever is not plainly "unchanged" is never clean (B8). */
@Covers({"R2.5", "B8"})
class IcapScannerTest {
    private static final Duration SCAN = Duration.ofSeconds(2);
    private static final RawMessage MAIL = Mails.raw("From: a@example.org\nSubject: minutes\n\nThe minutes.\n");
    private static final RawMessage BAD = Mails.raw("From: a@example.org\nSubject: minutes\n\nBAD-THING\n");
    private static final String OK = "ICAP/1.0 200 OK\r\nISTag: \"T-1\"\r\n";

    private final MovingClock clock = new MovingClock(Mails.NOW);

    private IcapScanner scanner(IcapServer server) {
        return scanner(server.address());
    }

    private IcapScanner scanner(String address) {
        return new IcapScanner(Lines.to(address), "avscan", SCAN, clock);
    }

    private ScanAnswer scan(IcapServer server, RawMessage mail) {
        return scanner(server).scan(mail, Mails.parsed(MAIL), Mails.budget());
    }

    @ParameterizedTest(name = "preview of {0}")
    @ValueSource(ints = {-1, 0, 1, 10, 4096})
    void cleanMailArrivesOctetForOctetAndIsClean(int preview) throws IOException {
        byte[] octets = new byte[300_001];
        new Random(20_260_302).nextBytes(octets);
        for (RawMessage mail : new RawMessage[] {MAIL, Mails.raw(octets)}) {
            try (IcapServer server = IcapServer.start().preview(preview)) {
                assertThat(scan(server, mail))
                        .isInstanceOfSatisfying(
                                ScanAnswer.Clean.class,
                                clean -> assertThat(clean.engine().text())
                                        .isEqualTo("Test Antivirus 1.0 T-1, signatures unchanged for 0 min"));
                assertThat(server.received()).isEqualTo(mail.open().readAllBytes());
            }
        }
    }

    @Test
    void theRequestIsOneThatTheRfcKnows() throws IOException {
        try (IcapServer server = IcapServer.start().preview(4)) {
            scan(server, MAIL);
            assertThat(server.requests()).hasSize(2);
            assertThat(server.requests().get(0))
                    .startsWith("OPTIONS icap://" + server.address() + "/avscan ICAP/1.0\n");
            assertThat(server.requests().get(1))
                    .startsWith("RESPMOD icap://" + server.address() + "/avscan ICAP/1.0\nHost: " + server.address())
                    .contains("\nAllow: 204\n", "\nPreview: 4\n", "\nEncapsulated: req-hdr=0, res-hdr=68, res-body=");
        }
    }

    @Test
    void theSameBodyBackIsClean() throws IOException {
        try (IcapServer server = IcapServer.start().without204()) {
            assertThat(scan(server, MAIL)).isInstanceOf(ScanAnswer.Clean.class);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Infection-Found: Type=0; Resolution=2; Threat=Win.Test.EICAR;              | Win.Test.EICAR",
                "x-infection-found: Type=0; Resolution=0; Threat=Eicar test file;             | Eicar test file",
                "X-Virus-ID: Eicar.Mod                                                        | Eicar.Mod",
                "X-Violations-Found: 1~\tmail.eml~\tEICAR Test String~\t11101~\t0             | EICAR Test String",
                "X-Violations-Found: 2~\ta~\tToo deep~\t-3~\t0~\tb~\tWorm.X~\t42~\t0          | Worm.X",
                "X-Infection-Found: Type=2; Resolution=2; Threat=Too deep~X-Virus-ID: Worm.Y; | Worm.Y"
            })
    void whatTheServiceNamesIsAVirus(String fields, String name) throws IOException {
        try (IcapServer server = IcapServer.start().finding("BAD-THING", fields.replace("~", "\r\n") + "\r\n")) {
            assertThat(scan(server, BAD))
                    .isInstanceOfSatisfying(
                            ScanAnswer.Infected.class,
                            infected -> assertThat(infected.virus()).isEqualTo(name));
            assertThat(scan(server, MAIL)).isInstanceOf(ScanAnswer.Clean.class);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Infection-Found: Type=2; Resolution=2; Threat=Container limit; | Container limit",
                "X-Infection-Found: Type=1; Resolution=2; Threat=Policy;          | Policy",
                "X-Infection-Found: 42                                            | 42",
                "X-Violations-Found: 1~\tmail.eml~\tEncrypted~\t-6~\t0            | Encrypted",
                "X-Violations-Found: many                                         | many",
                "X-Virus-ID: none                                                 | changed by the engine",
                "X-Other: 1                                                       | changed by the engine"
            })
    void whatIsNoVirusAndNotUnchangedIsHeld(String fields, String name) throws IOException {
        try (IcapServer server = IcapServer.start().finding("BAD-THING", fields.replace("~", "\r\n") + "\r\n")) {
            assertThat(scan(server, BAD)).isInstanceOfSatisfying(ScanAnswer.Suspected.class, suspected -> {
                assertThat(suspected.symbol()).isEqualTo(Ground.INCOMPLETE);
                assertThat(suspected.name()).startsWith(name);
            });
        }
    }

    static Stream<Arguments> notClean() {
        String encapsulated = OK + "Encapsulated: res-hdr=0, res-body=19\r\n\r\n";
        String page = "HTTP/1.1 200 OK\r\n\r\n";
        return Stream.of(
                row("no service there", IcapServer.answering("ICAP/1.0 404 Not Found\r\n\r\n"), "ICAP says 404"),
                row("overloaded", IcapServer.answering("ICAP/1.0 503 Service Overloaded\r\n\r\n"), "ICAP says 503"),
                row("partial content", IcapServer.answering("ICAP/1.0 206 Partial\r\n\r\n"), "ICAP says 206"),
                row("no end of continues", IcapServer.answering("ICAP/1.0 100 Continue\r\n\r\n"), "ICAP says 100"),
                row("another protocol", IcapServer.answering("HTTP/1.1 204 OK\r\n\r\n"), "no ICAP server"),
                row("garbage", IcapServer.answering("\u00ff\u0001 what?\r\n\r\n"), "no ICAP server"),
                row("no number", IcapServer.answering("ICAP/1.0 2O4 OK\r\n\r\n"), "no ICAP server"),
                row("header without end", IcapServer.answering(OK + "Encap"), "closed before"),
                row("204 without end", IcapServer.answering("ICAP/1.0 204 OK\r\nISTag: \"T"), "closed before"),
                row("endless line", IcapServer.answering(OK + "X: " + "x".repeat(100_000)), "longer than"),
                row("endless header", IcapServer.answering(OK + "X: y\r\n".repeat(100_000)), "header lines"),
                row("line without a name", IcapServer.answering(OK + ": y\r\n\r\n"), "malformed"),
                row("no encapsulation", IcapServer.answering(OK + "\r\n" + page), "Encapsulated"),
                row("body before header", IcapServer.answering(OK + "Encapsulated: res-body=0, res-hdr=9\r\n\r\n"), ""),
                row("huge offset", IcapServer.answering(OK + "Encapsulated: res-hdr=0, res-body=999999\r\n\r\n"), ""),
                row("falling offsets", IcapServer.answering(OK + "Encapsulated: res-hdr=5, res-body=0\r\n\r\n"), ""),
                row("overflow", IcapServer.answering(OK + "Encapsulated: res-hdr=0, res-body=99999999999\r\n\r\n"), ""),
                row("a request back", IcapServer.answering(OK + "Encapsulated: req-hdr=0, null-body=9\r\n\r\n"), ""),
                row("short header", IcapServer.answering(encapsulated + "HTTP/"), "closed within"),
                row("no chunk size", IcapServer.answering(encapsulated + page + "zz\r\n"), "no size of a chunk"),
                row("negative chunk", IcapServer.answering(encapsulated + page + "-5\r\n"), "no size of a chunk"),
                row("huge chunk size", IcapServer.answering(encapsulated + page + "fffffffff\r\n"), "no size"),
                row("chunk that ends early", IcapServer.answering(encapsulated + page + "5\r\nFro"), "closed within"),
                row("body without end", IcapServer.answering(encapsulated + page + "5\r\nFrom:\r\n"), "closed before"),
                row("closes at once", wire -> {}, ""),
                row(
                        "204 before it heard all",
                        wire -> {
                            wire.say("ICAP/1.0 204 No Content\r\n\r\n");
                            wire.hang();
                        },
                        "before it had the whole message"));
    }

    private static Arguments row(String name, IcapServer.Behaviour behaviour, String reason) {
        return Arguments.of(name, behaviour, reason);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notClean")
    void whatIsNotAPlainAnswerIsUnavailable(String name, IcapServer.Behaviour behaviour, String reason)
            throws IOException {
        // Without a preview, and too large for the buffers between us: an early answer comes while we still write.
        RawMessage mail = name.startsWith("204 before") ? Mails.raw(new byte[20_000_000]) : MAIL;
        try (IcapServer server = IcapServer.start().preview(-1).respmod(behaviour)) {
            assertThat(scan(server, mail))
                    .isInstanceOfSatisfying(
                            ScanAnswer.Unavailable.class,
                            blind -> assertThat(blind.reason()).contains(reason).matches("\\P{Cntrl}*"));
        }
    }

    @Test
    void anotherBodyBackIsNotClean() throws IOException {
        String head = OK + "Encapsulated: res-hdr=0, res-body=19\r\n\r\nHTTP/1.1 200 OK\r\n\r\n";
        String mail = new String(MAIL.open().readAllBytes(), StandardCharsets.ISO_8859_1);
        for (String other : new String[] {mail.replace("minutes", "MINUTES"), mail + "x", mail.substring(1), "x"}) {
            String body = Integer.toHexString(other.length()) + "\r\n" + other + "\r\n0\r\n\r\n";
            try (IcapServer server = IcapServer.start().respmod(IcapServer.answering(head + body))) {
                assertThat(scan(server, MAIL)).isInstanceOf(ScanAnswer.Suspected.class);
            }
        }
        try (IcapServer server =
                IcapServer.start().respmod(IcapServer.answering(OK + "Encapsulated: null-body=0\r\n\r\n"))) {
            assertThat(scan(server, MAIL)).as("nothing back").isInstanceOf(ScanAnswer.Suspected.class);
        }
    }

    static Stream<Arguments> silent() {
        return Stream.of(
                Arguments.of("reads nothing", (IcapServer.Behaviour) IcapServer.Wire::hang),
                Arguments.of("reads all", (IcapServer.Behaviour) wire -> {
                    wire.body();
                    wire.hang();
                }),
                Arguments.of("stops within its answer", (IcapServer.Behaviour) wire -> {
                    wire.body();
                    wire.say(OK + "Encapsulated: res-hdr=0, res-body=19\r\n\r\nHTTP/1.1");
                    wire.hang();
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("silent")
    void engineThatHangsIsUnavailableWithinItsTime(String name, IcapServer.Behaviour behaviour) throws IOException {
        try (IcapServer server = IcapServer.start().preview(-1).respmod(behaviour)) {
            long start = System.nanoTime();
            assertThat(scan(server, Mails.raw(new byte[20_000_000])))
                    .isInstanceOfSatisfying(
                            ScanAnswer.Unavailable.class,
                            blind -> assertThat(blind.reason()).contains("no answer in time"));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SCAN, SCAN.multipliedBy(5));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ICAP/1.0 404 Not Found\r\n\r\n",
                "ICAP/1.0 200 OK\r\nMethods: REQMOD\r\n\r\n",
                "ICAP/1.0 200 OK\r\n\r\n",
                "220 mail.example.org ESMTP\r\n",
                ""
            })
    void whatOffersNoRespmodIsNoEngine(String answer) throws IOException {
        try (IcapServer server = IcapServer.start().options(answer.isEmpty() ? "\r\n" : answer)) {
            assertThat(scan(server, MAIL)).isInstanceOf(ScanAnswer.Unavailable.class);
            assertThatThrownBy(() -> scanner(server).askVersion()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void ageIsSinceTheTagWasSeenToChange() throws IOException {
        try (IcapServer server = IcapServer.start()) {
            IcapScanner scanner = scanner(server);
            assertThat(scanner.askVersion().age()).contains(Duration.ZERO);
            clock.forward(Duration.ofHours(5));
            assertThat(scanner.askVersion().text()).isEqualTo("Test Antivirus 1.0 T-1, signatures unchanged for 5 h");
            server.tag("T-2");
            ScanAnswer answer = scanner.scan(MAIL, Mails.parsed(MAIL), Mails.budget());
            assertThat(((ScanAnswer.Clean) answer).engine().text())
                    .isEqualTo("Test Antivirus 1.0 T-2, signatures unchanged for 0 min");
        }
    }

    @Test
    void optionsAreKeptWhileTheyHold() throws IOException {
        try (IcapServer server = IcapServer.start()) {
            IcapScanner scanner = scanner(server);
            scanner.scan(MAIL, Mails.parsed(MAIL), Mails.budget());
            clock.forward(Duration.ofMinutes(59));
            scanner.scan(MAIL, Mails.parsed(MAIL), Mails.budget());
            assertThat(server.requests())
                    .filteredOn(head -> head.startsWith("OPTIONS"))
                    .hasSize(1);
            clock.forward(Duration.ofMinutes(2));
            scanner.scan(MAIL, Mails.parsed(MAIL), Mails.budget());
            assertThat(server.requests())
                    .filteredOn(head -> head.startsWith("OPTIONS"))
                    .hasSize(2);
        }
    }

    @Test
    void nobodyThereIsUnavailable() throws IOException {
        assertThat(scanner("127.0.0.1:" + Ports.free()).scan(MAIL, Mails.parsed(MAIL), Mails.budget()))
                .isInstanceOf(ScanAnswer.Unavailable.class);
    }
}
