package org.ecluse.queue.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.ecluse.queue.smtp.RecipientResult.Outcome;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.SmtpPeer;
import org.ecluse.testkit.Suites;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The outbound half of the public smuggling cases: a body that holds a sequence, however it came to be kept, reaches the
 * next hop as one message without bare CR or LF and with its dots doubled.
 */
@Covers("R1.1")
class SmugglingOutTest {
    private static final Duration SHORT = Duration.ofSeconds(5);
    private static final SmtpTimeouts TIMEOUTS = new SmtpTimeouts(SHORT, SHORT, SHORT, SHORT, SHORT);
    private static int passed;

    static Stream<JsonObject> sequences() throws IOException {
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(Suites.file("smtp/smuggling-cases.json")))) {
            JsonArray cases = reader.readArray();
            return cases.getValuesAs(JsonObject.class).stream()
                    .filter(each -> each.getString("direction").startsWith("outbound"));
        }
    }

    @AfterAll
    static void printCount() throws IOException {
        long total = sequences().count();
        System.out.println("smuggling, outbound " + passed + "/" + total);
        assertThat((long) passed).isEqualTo(total);
    }

    @ParameterizedTest
    @MethodSource("sequences")
    void sequenceInABodyStaysText(JsonObject sequence) throws Exception {
        byte[] octets = HexFormat.of().parseHex(sequence.getString("sequence_hex"));
        byte[] body = body(octets);
        SmtpClient client = new SmtpClient("mx.example.net", TIMEOUTS);
        try (SmtpPeer peer = new SmtpPeer()) {
            HopAddress hop =
                    new HopAddress("peer.example", InetAddress.getByName("127.0.0.1"), peer.port(), TlsUse.NONE, false);
            List<RecipientResult> results = client.deliver(hop, mail(body));
            assertThat(results.get(0).outcome()).isEqualTo(Outcome.DELIVERED);
            assertThat(peer.received()).hasSize(1);
            String arrived = peer.received().get(0).content();
            assertThat(arrived.replace("\r\n", "")).doesNotContain("\r", "\n");
            assertThat(arrived).contains("MAIL FROM:<smuggled@x.example>");
            assertThat(peer.commands()).noneMatch(command -> command.contains("smuggled"));
        } finally {
            client.close();
        }
        passed++;
    }

    private static byte[] body(byte[] sequence) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("Subject: outer\r\n\r\nouter".getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(sequence);
        body.writeBytes("MAIL FROM:<smuggled@x.example>\r\nDATA\r\n".getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }

    private static OutgoingMail mail(byte[] body) {
        return new OutgoingMail(
                "s@example.org",
                List.of(new OutgoingMail.Recipient("a@x.example", "", "")),
                false,
                body.length,
                "",
                "",
                () -> new ByteArrayInputStream(body));
    }
}
