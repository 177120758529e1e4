package org.ecluse.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Public SMTP smuggling sequences: whatever a client sends as one body is one message, or none. */
class SmugglingSuiteTest {

    @TempDir
    Path directory;

    private RunningServer server;

    static Stream<Path> sequences() throws IOException {
        try (Stream<Path> files = Files.list(Suites.folder("smtp/wire"))) {
            return files.filter(file -> file.toString().endsWith(".bin")).sorted().toList().stream();
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
