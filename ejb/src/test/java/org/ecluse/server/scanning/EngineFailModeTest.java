package org.ecluse.server.scanning;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ecluse.filter.ContentReport;
import org.ecluse.filter.FilterPipeline;
import org.ecluse.filter.MailTransaction;
import org.ecluse.filter.virus.HashList;
import org.ecluse.filter.virus.SignatureScanner;
import org.ecluse.filter.virus.VirusScanner;
import org.ecluse.pipeline.StageCatalogue;
import org.ecluse.policy.FailMode;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.policy.PolicySnapshot;
import org.ecluse.server.policy.PolicyDocument;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.FakeClamd;
import org.ecluse.testkit.IcapServer;
import org.ecluse.testkit.Mails;
import org.ecluse.testkit.Ports;
import org.ecluse.verdict.Disposition;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.RecipientVerdict;
import org.ecluse.verdict.VerdictName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the policy says follows when a required engine hangs, is dead or answers nonsense, whatever it speaks (B8). */
@Covers("B8")
class EngineFailModeTest {
    private static final Duration SCAN = Duration.ofMillis(500);
    private static final MailTransaction MAIL =
            Mails.transaction(Mails.raw("From: Ada <a@example.org>\nSubject: minutes\n\nThe minutes.\n"));

    /** A server that misbehaves, open while the test runs. */
    private interface Failure {
        Closing open() throws IOException;
    }

    private record Case(String name, Failure failure) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final class Closing implements AutoCloseable {
        final VirusScanner engine;
        private final AutoCloseable server;

        Closing(VirusScanner engine, AutoCloseable server) {
            this.engine = engine;
            this.server = server;
        }

        @Override
        public void close() throws Exception {
            server.close();
        }
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                        new Case("clamd hangs", () -> clamd(FakeClamd.Wire::hang)),
                        new Case("clamd dies within the scan", () -> clamd(wire -> wire.readOctets(5))),
                        new Case("clamd says nonsense", () -> clamd(FakeClamd.answering("stream: fine, thanks\0"))),
                        new Case("clamd is dead", () -> new Closing(clamd("127.0.0.1:" + Ports.free()), () -> {})),
                        new Case("ICAP hangs", () -> icap(IcapServer.Wire::hang)),
                        new Case("ICAP dies within the scan", () -> icap(wire -> {})),
                        new Case("ICAP says nonsense", () -> icap(IcapServer.answering("ICAP/1.0 299 Maybe\r\n\r\n"))),
                        new Case("ICAP is dead", () -> new Closing(icap("127.0.0.1:" + Ports.free()), () -> {})))
                .flatMap(each -> Stream.of(FailMode.values()).map(mode -> Arguments.of(each, mode)));
    }

    private static Closing clamd(FakeClamd.Scan scan) throws IOException {
        FakeClamd server = FakeClamd.tcp().scan(scan);
        return new Closing(clamd(server.address()), server);
    }

    private static Closing icap(IcapServer.Behaviour behaviour) throws IOException {
        IcapServer server = IcapServer.start().respmod(behaviour);
        return new Closing(icap(server.address()), server);
    }

    private static VirusScanner clamd(String address) {
        return new ClamdScanner(Lines.to(address), SCAN, Clock.systemUTC());
    }

    private static VirusScanner icap(String address) {
        return new IcapScanner(Lines.to(address), "avscan", SCAN, Clock.systemUTC());
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("failures")
    void silenceFollowsThePolicy(Case failing, FailMode mode) throws Exception {
        try (Closing open = failing.failure.open()) {
            FilterPipeline pipeline = StageCatalogue.pipeline(
                    List.of(open.engine), new SignatureScanner(new HashList(Map.of())), "mx.service.example");
            ContentReport content = pipeline.examine(MAIL);
            RecipientVerdict verdict = pipeline.decide(Mails.copy(MAIL, policy(mode)), content);
            assertThat(content.engines()).containsExactly("unchecked: virus did not answer");
            assertThat(verdict.findings())
                    .anySatisfy(f -> assertThat(f.finding().symbol()).isEqualTo(Ground.SCANNER_UNAVAILABLE));
            if (mode == FailMode.DEFER) {
                assertThat(verdict.disposition()).isEqualTo(Disposition.DEFER);
                assertThat(verdict.name()).isEqualTo(VerdictName.UNCHECKED);
            } else {
                assertThat(verdict.disposition()).isEqualTo(Disposition.DELIVER);
            }
        }
    }

    private static PolicySnapshot policy(FailMode mode) {
        FilterPolicy policy = PolicyDocument.fromJson(
                Json.createObjectBuilder().add("antivirus", mode.name()).build());
        return Mails.policy(policy);
    }
}
