package org.ecluse.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a client may send without waiting for a reply (RFC 2920 section 3.1). In the tables a bar stands where the client
 * waits for all replies to what it sent before.
 */
class SentAheadTest {

    private static final String HELLO = "EHLO c.example";

    @TempDir
    Path directory;

    private RunningServer server;

    @BeforeEach
    void start() throws IOException {
        server = new RunningServer(directory).start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "one by one,                   EHLO|MAIL|RCPT|DATA|body|QUIT",
        "an envelope at once,          EHLO|MAIL;RCPT;RCPT;DATA|body|QUIT",
        "the end of a body and QUIT,   EHLO|MAIL;RCPT;DATA|body;QUIT",
        "the next mail behind a body,  EHLO|MAIL;RCPT;DATA|body;MAIL;RCPT;DATA|body;QUIT",
        "RSET anywhere,                EHLO|RSET;MAIL;RCPT;RSET;MAIL;RCPT;DATA|body|QUIT",
        "NOOP as the last,             EHLO|MAIL;RCPT;NOOP|DATA|body|QUIT",
        "VRFY as the last,             EHLO|MAIL;RCPT;VRFY a|DATA|body|QUIT",
        "EHLO as the last,             EHLO|RSET;EHLO|MAIL;RCPT;DATA|body|QUIT",
        "HELO and waiting,             HELO|MAIL|RCPT|DATA|body|QUIT",
        "QUIT as the last,             EHLO|MAIL;RCPT;QUIT",
    })
    void legalPipeliningIsNoFault(String name, String script) throws IOException {
        assertThat(faults(script)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "behind EHLO,                  EHLO;MAIL|RCPT|DATA|body|QUIT",
        "behind a second EHLO,         EHLO|EHLO;MAIL|RCPT|DATA|body|QUIT",
        "behind HELO,                  HELO;MAIL|RCPT|DATA|body|QUIT",
        "the body behind DATA,         EHLO|MAIL|RCPT|DATA;body|QUIT",
        "behind NOOP,                  EHLO|NOOP;MAIL|RCPT|DATA|body|QUIT",
        "behind VRFY,                  EHLO|VRFY a;MAIL|RCPT|DATA|body|QUIT",
        "behind QUIT,                  EHLO|QUIT;NOOP",
        "everything at once,           EHLO;MAIL;RCPT;DATA;body;QUIT",
        "without an extension,         HELO|MAIL;RCPT|DATA|body|QUIT",
        "a body without an extension,  HELO|MAIL|RCPT|DATA|body;QUIT",
        "before any greeting,          MAIL;RCPT|QUIT",
    })
    void sendingAheadIsAFault(String name, String script) throws IOException {
        assertThat(faults(script)).containsExactly("PIPELINING_ABUSE");
    }

    /** The server reads a group in one piece or octet by octet: the verdict on a legal one is the same. */
    @ParameterizedTest
    @CsvSource({"1", "7", "1000"})
    void piecesMakeNoFault(int octets) throws IOException {
        try (WireClient client = server.greeted()) {
            String group = text("MAIL;RCPT;DATA");
            for (int i = 0; i < group.length(); i += octets) {
                client.send(group.substring(i, Math.min(group.length(), i + octets)));
            }
            client.expect("250").expect("250").expect("354");
            client.send("x\r\n.\r\nQUIT\r\n").expect("250").expect("221");
        }
        assertThat(server.listener.sessions.get(0).protocolFaults()).isEmpty();
    }

    private List<String> faults(String script) throws IOException {
        try (WireClient client = server.connect()) {
            client.expect("220");
            for (String group : script.split("\\|")) {
                client.send(text(group));
                long replies = group.chars().filter(c -> c == ';').count() + 1;
                for (int i = 0; i < replies; i++) {
                    if (client.reply().endsWith("<closed>")) break;
                }
            }
        }
        Awaited.until("the session is over", () -> server.listener.calls.contains("ended"));
        return server.listener.sessions.get(0).protocolFaults();
    }

    private static String text(String group) {
        List<String> lines = new ArrayList<>();
        for (String word : group.split(";")) {
            lines.add(
                    switch (word) {
                        case "EHLO" -> HELLO;
                        case "HELO" -> "HELO c.example";
                        case "MAIL" -> "MAIL FROM:<a@b.example>";
                        case "RCPT" -> "RCPT TO:<c@d.example>";
                        case "body" -> "Subject: x\r\n\r\nx\r\n.";
                        default -> word;
                    });
        }
        return String.join("\r\n", lines) + "\r\n";
    }
}
