package org.ecluse.server.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ecluse.filter.MailTransaction;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.voices.VoiceAnswer;
import org.ecluse.mail.Budget;
import org.ecluse.mail.RawMessage;
import org.ecluse.mail.SessionFacts;
import org.ecluse.testkit.Mails;
import org.ecluse.testkit.Ports;
import org.ecluse.testkit.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Dialogues with rspamd and spamd as they are recorded, and as they must not be. */
class SpamVoicesTest {
    private static final Duration TIME = Duration.ofSeconds(2);
    private static final RawMessage RAW = Mails.raw("From: a@example.org\nSubject: minutes\n\nThe minutes.\n");
    private static final MailTransaction MAIL = Mails.transaction(
            RAW,
            "sender@example.org",
            "192.0.2.7",
            new SenderFacts(
                    SenderFacts.SpfResult.PASS,
                    Optional.empty(),
                    SenderFacts.ReverseName.CONFIRMED,
                    Optional.of("out.example.org")));
    /** Of rspamd 3.4, shortened. */
    private static final String RSPAMD = """
            {"is_skipped":false,"score":6.2,"required_score":15.0,"action":"add header",\
            "thresholds":{"reject":15.0,"add header":6.0,"greylist":4.0},"symbols":{\
            "MIME_GOOD":{"name":"MIME_GOOD","score":-0.1,"metric_score":-0.1,"options":["text/plain"]},\
            "BAYES_SPAM":{"name":"BAYES_SPAM","score":5.1,"metric_score":5.1,"description":"spam"},\
            "ARC_NA":{"name":"ARC_NA","score":0.0}},"message-id":"undef","time_real":0.01}""";

    private static final String SPAMD =
            "SPAMD/1.1 0 EX_OK\r\nContent-length: 24\r\nSpam: True ; 15.1 / 5.0\r\n\r\n" + "BAYES_99,MISSING_DATE\r\n";

    private static String http(String body) {
        return http("200 OK", body);
    }

    private static String http(String status, String body) {
        return "HTTP/1.1 " + status
                + "\r\nConnection: close\r\nServer: rspamd/3.4\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static Budget time() {
        return Budget.of(TIME, 0, 0);
    }

    private static VoiceEngine rspamd(String address) {
        return new RspamdVoice(Lines.to(address));
    }

    private static VoiceEngine spamd(String address) {
        return new SpamdVoice(Lines.to(address), "mx.service.example");
    }

    @Test
    void rspamdIsToldTheSessionAndGivesScoreAndSymbols() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.answering(http(RSPAMD)))) {
            VoiceAnswer.Score score =
                    (VoiceAnswer.Score) rspamd(server.address()).listen(MAIL, time());
            assertThat(score.text()).isEqualTo("6.2 of 15: BAYES_SPAM 5.1, MIME_GOOD -0.1, ARC_NA 0");
            assertThat(score.multiplier()).isEqualTo(6.2 / 15);
            assertThat(server.heads().get(0))
                    .startsWith("POST /checkv2 HTTP/1.1\n")
                    .containsIgnoringCase("\nIP: 192.0.2.7\n")
                    .containsIgnoringCase("\nHelo: mail.example.org\n")
                    .containsIgnoringCase("\nFrom: sender@example.org\n")
                    .containsIgnoringCase("\nRcpt: anna@demo.example\n")
                    .containsIgnoringCase("\nHostname: out.example.org\n");
            assertThat(server.bodies().get(0))
                    .isEqualTo(new String(RAW.open().readAllBytes(), StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void spamdIsToldTheSessionInATraceAndGivesScoreAndSymbols() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.answering(SPAMD))) {
            VoiceAnswer.Score score =
                    (VoiceAnswer.Score) spamd(server.address()).listen(MAIL, time());
            assertThat(score.text()).isEqualTo("15.1 of 5: BAYES_99, MISSING_DATE");
            assertThat(server.heads().get(0)).startsWith("SYMBOLS SPAMC/1.5\n");
            assertThat(server.bodies().get(0))
                    .startsWith("Return-Path: <sender@example.org>\r\n"
                            + "Received: from mail.example.org (out.example.org [192.0.2.7])\r\n"
                            + "\tby mx.service.example with ESMTP; ")
                    .endsWith(new String(RAW.open().readAllBytes(), StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void eachTellsWhetherItIsThere() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.answering(http("pong\r\n")))) {
            assertThat(rspamd(server.address()).askVersion()).isEqualTo("rspamd/3.4");
            assertThat(server.heads().get(0)).startsWith("GET /ping ");
            assertThatThrownBy(() -> spamd(server.address()).askVersion()).isInstanceOf(IOException.class);
        }
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.answering("SPAMD/1.5 0 PONG\r\n"))) {
            assertThat(spamd(server.address()).askVersion()).isEqualTo("spamd, protocol 1.5");
            assertThatThrownBy(() -> rspamd(server.address()).askVersion()).isInstanceOf(IOException.class);
        }
    }

    static Stream<Arguments> nonsenseOfRspamd() {
        return Stream.of(
                row("error", ScriptedServer.answering(http("500 Oops", "{}")), "HTTP 500"),
                row("redirect", ScriptedServer.answering(http("302 Found", "")), "HTTP 302"),
                row("no HTTP", ScriptedServer.answering("SPAMD/1.1 0 EX_OK\r\n\r\n"), ""),
                row("no JSON", ScriptedServer.answering(http("pong")), "no JSON object"),
                row("half of it", ScriptedServer.answering(http(RSPAMD.substring(0, 90))), "no JSON object"),
                row("a list", ScriptedServer.answering(http("[1]")), "no JSON object"),
                row("deep", ScriptedServer.answering(http("[".repeat(100_000))), ""),
                row("deep object", ScriptedServer.answering(http("{\"a\":".repeat(20_000))), "too deep"),
                row("huge exponent", ScriptedServer.answering(http("{\"score\":1e99999999999}")), "no JSON object"),
                row("no score", ScriptedServer.answering(http("{\"required_score\":15}")), "no score"),
                row(
                        "score is text",
                        ScriptedServer.answering(http("{\"score\":\"9\",\"required_score\":15}")),
                        "no score"),
                row("endless", ScriptedServer.answering(http("{\"score\":1e999999,\"required_score\":1}")), ""),
                row(
                        "nothing required",
                        ScriptedServer.answering(http("{\"score\":9,\"required_score\":0}")),
                        "no score"),
                row("skipped", ScriptedServer.answering(http("{\"is_skipped\":true}")), "did not look"),
                row("too long", ScriptedServer.answering(http(" ".repeat(1_000_000))), "longer than"),
                row("cut off", ScriptedServer.answering(http(RSPAMD).substring(0, 200)), ""),
                row("closes at once", wire -> {}, ""),
                row("hangs", ScriptedServer.Wire::hang, "no answer in time"),
                row(
                        "drips",
                        wire -> {
                            wire.request();
                            wire.say("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{");
                            wire.hang();
                        },
                        "no answer in time"));
    }

    static Stream<Arguments> nonsenseOfSpamd() {
        String ok = "SPAMD/1.1 0 EX_OK\r\n";
        return Stream.of(
                row("error", ScriptedServer.answering("SPAMD/1.0 76 Bad header line\r\n"), "spamd says"),
                row("another protocol", ScriptedServer.answering("HTTP/1.1 200 OK\r\n\r\n"), "spamd says"),
                row("no score", ScriptedServer.answering(ok + "Content-length: 0\r\n\r\n"), "no score"),
                row("score is text", ScriptedServer.answering(ok + "Spam: True ; lots / 5.0\r\n\r\n"), "no score"),
                row("no required", ScriptedServer.answering(ok + "Spam: True ; 7\r\n\r\n"), "no score"),
                row("nothing required", ScriptedServer.answering(ok + "Spam: True ; 7 / 0\r\n\r\n"), "no score"),
                row("not a number", ScriptedServer.answering(ok + "Spam: True ; NaN / 5.0\r\n\r\n"), "no score"),
                row("endless line", ScriptedServer.answering(ok + "x".repeat(10_000)), "longer than"),
                row("endless header", ScriptedServer.answering(ok + "X: y\r\n".repeat(10_000)), "lines of header"),
                row(
                        "endless symbols",
                        ScriptedServer.answering(ok + "Spam: True ; 7 / 5.0\r\n\r\n" + "SYMBOL,".repeat(100_000)),
                        "symbols"),
                row("cut off", ScriptedServer.answering(ok + "Spam: Tr"), "closed before"),
                row("closes at once", wire -> {}, ""),
                row("hangs", ScriptedServer.Wire::hang, "no answer in time"),
                row(
                        "drips",
                        wire -> {
                            wire.request();
                            wire.say(ok + "Spam: True");
                            wire.hang();
                        },
                        "no answer in time"));
    }

    private static Arguments row(String name, ScriptedServer.Script script, String reason) {
        return Arguments.of(name, script, reason);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nonsenseOfRspamd")
    void rspamdThatAnswersNonsenseIsSilent(String name, ScriptedServer.Script script, String reason)
            throws IOException {
        try (ScriptedServer server = ScriptedServer.start(script)) {
            isSilent(rspamd(server.address()), reason);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nonsenseOfSpamd")
    void spamdThatAnswersNonsenseIsSilent(String name, ScriptedServer.Script script, String reason) throws IOException {
        try (ScriptedServer server = ScriptedServer.start(script)) {
            isSilent(spamd(server.address()), reason);
        }
    }

    private static void isSilent(VoiceEngine voice, String reason) {
        long start = System.nanoTime();
        assertThat(voice.listen(MAIL, time()))
                .isInstanceOfSatisfying(
                        VoiceAnswer.Silent.class,
                        silent -> assertThat(silent.reason()).contains(reason).matches("\\P{Cntrl}*"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIME.multipliedBy(5));
    }

    @Test
    void nobodyThereIsSilent() throws IOException {
        String nobody = "127.0.0.1:" + Ports.free();
        isSilent(rspamd(nobody), "");
        isSilent(spamd(nobody), "");
    }

    @Test
    void whatTheClientSaysCannotForgeTheTrace() throws IOException {
        MailTransaction forged = Mails.transaction(RAW, "sender@example.org", "192.0.2.7", SenderFacts.UNKNOWN);
        MailTransaction mail = new MailTransaction(
                new SessionFacts(
                        "mx",
                        forged.session().client(),
                        "x (trusted [127.0.0.1])\r\nX-Forged: 1",
                        true,
                        true,
                        false,
                        List.of(),
                        Mails.NOW),
                forged.envelope(),
                RAW,
                forged.parsed(),
                forged.senderFacts(),
                forged.authentication(),
                forged.recipientDomains(),
                forged.budget());
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.answering(SPAMD))) {
            spamd(server.address()).listen(mail, time());
            assertThat(server.bodies().get(0))
                    .contains("from x__trusted__127.0.0.1____X-Forged:_1 (unknown [192.0.2.7])\r\n\tby ");
        }
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.answering(http(RSPAMD)))) {
            assertThat(rspamd(server.address()).listen(mail, time())).isInstanceOf(VoiceAnswer.Score.class);
            assertThat(server.heads().get(0)).doesNotContainIgnoringCase("helo").doesNotContain("Forged");
        }
    }
}
