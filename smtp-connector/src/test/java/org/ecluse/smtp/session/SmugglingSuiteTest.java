package org.ecluse.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Public SMTP smuggling sequences: whatever a client sends as one body is one message, or none. */
class SmugglingSuiteTest {

    private static final SuiteCount AT_ONCE = new SuiteCount("smuggling, sent at once");
    private static final SuiteCount BY_STEPS = new SuiteCount("smuggling, step by step");

    @TempDir
    Path directory;

    private RunningServer server;

    /** Every inbound case names its bytes; the outbound ones are shown where mail is sent (queue.smtp). */
    static Stream<Path> sequences() throws IOException {
        Path folder = Suites.folder("smtp");
        return ((JsonArray) Suites.json(folder.resolve("smuggling-cases.json")))
                .getValuesAs(JsonObject.class).stream()
                        .filter(each -> each.getString("direction").equals("inbound"))
                        .map(each -> folder.resolve(each.getString("wire")));
    }

    @AfterAll
    static void printCounts() throws IOException {
        AT_ONCE.printAndRequire((int) sequences().count());
        BY_STEPS.printAndRequire((int) sequences().count());
    }

    @Test
    void everySequenceOnTheWireIsACase() throws IOException {
        try (Stream<Path> files = Files.list(Suites.folder("smtp/wire"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".bin")))
                    .containsExactlyInAnyOrderElementsOf(sequences().toList());
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = new RunningServer(directory);
        server.maxBadCommands = 50; // the smuggled commands must fail for better reasons than this limit
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("sequences")
    void oneBodyIsAtMostOneMessage(Path sequence) throws IOException {
        try (LogRecords log = new LogRecords()) {
            try (WireClient client = server.connect()) {
                client.send(Files.readAllBytes(sequence)).repliesToEnd();
            }
            check(sequence);
            assertThat(log.records()).isEmpty();
        }
        AT_ONCE.passed();
    }

    @ParameterizedTest
    @MethodSource("sequences")
    void oneBodyIsAtMostOneMessageStepByStep(Path sequence) throws IOException {
        Path steps = Path.of(sequence.toString().replace(".bin", ".steps.json"));
        List<JsonString> sent = ((JsonArray) Suites.json(steps)).getValuesAs(JsonString.class);
        try (WireClient client = server.connect()) {
            client.expect("220");
            for (JsonString step : sent) {
                client.send(step.getString());
                if (client.reply().endsWith("<closed>")) break;
            }
        }
        check(sequence);
        BY_STEPS.passed();
    }

    private void check(Path sequence) {
        assertThat(server.listener.stored).as(sequence.getFileName().toString()).hasSizeLessThanOrEqualTo(1);
        for (RecordingListener.Stored stored : server.listener.stored) {
            String body = new String(stored.body(), StandardCharsets.ISO_8859_1);
            assertThat(body.replace("\r\n", "")).doesNotContain("\r", "\n", "\0");
            assertThat(body).contains("Subject: outer");
            assertThat(stored.sender().address()).isEqualTo("sender@sender.example");
        }
    }
}
