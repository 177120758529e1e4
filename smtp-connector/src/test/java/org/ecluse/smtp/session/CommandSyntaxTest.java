package org.ecluse.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandSyntaxTest {

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MAIL FROM:<a@b.example>                          | 250 2.1.0",
                "mail from:<a@b.example>                          | 250 2.1.0",
                "MAIL FROM: <a@b.example>                         | 250 2.1.0",
                "MAIL FROM:<a@b.example> BODY=7BIT                | 250 2.1.0",
                "MAIL FROM:<a@b.example> size=10                  | 250 2.1.0",
                "MAIL                                             | 501 5.1.7",
                "MAIL LALA: <>                                    | 501 5.1.7",
                "MAIL FROM:                                       | 501 5.1.7",
                "MAIL FROM:<pepe>                                 | 501 5.1.7",
                "MAIL FROM:a@b.example                            | 501 5.1.7",
                "MAIL FROM: a@b.example                           | 501 5.1.7",
                "MAIL FROM:<a@b.example>SIZE=10                   | 501 5.1.7",
                "MAIL FROM:<a@b.example> SIZE=10 SIZE=10          | 501 5.5.4",
                "MAIL FROM:<a@b.example> SIZE=ten                 | 501 5.5.4",
                "MAIL FROM:<a@b.example> SIZE=                    | 501 5.5.4",
                "MAIL FROM:<a@b.example> SIZE                     | 501 5.5.4",
                "MAIL FROM:<a@b.example> SIZE=123456789012345678901 | 501 5.5.4",
                "MAIL FROM:<a@b.example> BODY=BINARYMIME          | 501 5.5.4",
                "MAIL FROM:<a@b.example> SMTPUTF8=1               | 501 5.5.4",
                "MAIL FROM:<a@b.example> RET=ALL                  | 501 5.5.4",
                "MAIL FROM:<a@b.example> ENVID=a+zz               | 501 5.5.4",
                "MAIL FROM:<a@b.example> AUTH=<>                  | 555 5.5.4",
                "MAIL FROM:<a@b.example> NOTIFY=NEVER             | 555 5.5.4",
                "EHLO                                             | 501 5.5.4",
                "HELO                                             | 501 5.5.4",
                "RSET now                                         | 501 5.5.4",
                "NOOP whatever                                    | 250 2.0.0",
                "VRFY a                                           | 252 2.0.0",
                "EXPN a                                           | 502 5.5.1",
                "ETRN a                                           | 502 5.5.1",
                "HELP                                             | 214 2.0.0",
                "XYZZY                                            | 500 5.5.1",
                "PROXY                                            | 500 5.5.1",
            })
    void replyToOneCommand(String command, String reply) throws IOException {
        try (WireClient client = server.greeted()) {
            client.send(command + "\r\n").expect(reply + " ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RCPT TO:<a@b.example> NOTIFY=NEVER               | 250 2.1.5",
                "RCPT TO:<a@b.example> NOTIFY=SUCCESS,FAILURE     | 250 2.1.5",
                "RCPT TO:<a@b.example> NOTIFY=NEVER,FAILURE       | 501 5.5.4",
                "RCPT TO:<a@b.example> NOTIFY=,                   | 501 5.5.4",
                "RCPT TO:<a@b.example> ORCPT=rfc822               | 501 5.5.4",
                "RCPT TO:<a@b.example> ORCPT=;a                   | 501 5.5.4",
                "RCPT TO:<a@b.example> SIZE=1                     | 555 5.5.4",
                "RCPT TO:<>                                       | 501 5.1.3",
                "RCPT TO:<a>                                      | 501 5.1.3",
                "RCPT TO:a@b.example                              | 501 5.1.3",
                "RCPT FROM:<a@b.example>                          | 501 5.1.3",
                "MAIL FROM:<a@b.example>                          | 503 5.5.1",
                "DATA now                                         | 501 5.5.4",
                "DATA                                             | 554 5.5.1",
            })
    void replyInATransaction(String command, String reply) throws IOException {
        try (WireClient client = server.greeted()) {
            client.send("MAIL FROM:<a@b.example>\r\n").expect("250");
            client.send(command + "\r\n").expect(reply + " ");
        }
    }

    @Test
    void recipientsOfATransactionAreLimited() throws IOException {
        try (WireClient client = server.greeted()) {
            client.send("MAIL FROM:<a@b.example>\r\n").expect("250");
            for (int i = 0; i < 100; i++) {
                client.send("RCPT TO:<c" + i + "@d.example>\r\n").expect("250");
            }
            client.send("RCPT TO:<c100@d.example>\r\n").expect("452 4.5.3 ");
        }
    }

    @Test
    void commandLinesHave512Octets() throws IOException {
        try (WireClient client = server.greeted()) {
            client.send("NOOP " + "x".repeat(505) + "\r\n").expect("250 ");
            client.send("NOOP " + "x".repeat(506) + "\r\n").expect("500 5.5.2 ");
            client.send("NOOP\r\n").expect("250 ");
        }
    }

    @Test // RFC 1870, 6152, 6531, 3461
    void extensionsLengthenTheMailLine() throws IOException {
        try (WireClient client = server.greeted()) {
            String line =
                    "MAIL FROM:<a@" + ("d".repeat(60) + ".").repeat(3) + "example> SIZE=1 ENVID=" + "e".repeat(100);
            client.send(line + " ".repeat(1063 - line.length()) + "\r\n").expect("250 ");
            client.send("RSET\r\n").expect("250 ");
            client.send(line + " ".repeat(1064 - line.length()) + "\r\n").expect("500 5.5.2 ");
            client.send("NOOP\r\n").expect("250 ");
        }
    }

    @Test
    void bareLineFeedIsABadCommand() throws IOException {
        try (WireClient client = server.greeted()) {
            client.send("NOOP\n").expect("500 5.5.2 ");
            client.send("NO\rOP\r\n").expect("500 5.5.2 ");
            client.send("NOOP a\0b\r\n").expect("500 5.5.2 ");
            client.send("NOOP\r\n").expect("250 ");
        }
        assertThat(server.listener.sessions.get(0).protocolFaults()).containsExactly("BARE_LF");
    }

    @Test
    void malformedUtf8IsABadCommand() throws IOException {
        try (WireClient client = server.greeted()) {
            client.send("MAIL FROM:<\u00e9@b.example> SMTPUTF8\r\n").expect("500 5.5.2 ");
        }
    }

    @Test
    void utf8AddressesNeedTheParameter() throws IOException {
        byte[] mail = "MAIL FROM:<\u00e9l\u00e8ve@\u00e9cole.example>".getBytes(StandardCharsets.UTF_8);
        byte[] rcpt = "RCPT TO:<\u00e9l\u00e8ve@\u00e9cole.example>\r\n".getBytes(StandardCharsets.UTF_8);
        try (WireClient client = server.greeted()) {
            client.send(mail).send("\r\n").expect("553 5.6.7 ");
            client.send("MAIL FROM:<a@b.example>\r\n").expect("250 ");
            client.send(rcpt).expect("553 5.6.7 ");
            client.send("RSET\r\n").expect("250 ");
            client.send(mail).send(" SMTPUTF8\r\n").expect("250 ");
            client.send(rcpt).expect("250 ");
        }
        assertThat(server.listener.calls).contains("recipient \u00e9l\u00e8ve@\u00e9cole.example");
    }

    @Test
    void oddHelloIsNotedOnly() throws IOException {
        try (WireClient client = server.connect()) {
            client.expect("220");
            client.send("HELO my_computer\r\n").expect("250 mx.ecluse.example");
            assertThat(server.listener.sessions.get(0).protocolFaults()).isEmpty();
            client.send("HELO my computer!\r\n").expect("250 ");
            client.send("MAIL FROM:<a@b.example>\r\n").expect("250 ");
        }
        assertThat(server.listener.sessions.get(0).protocolFaults()).containsExactly("ODD_HELO");
        assertThat(server.listener.sessions.get(0).esmtp()).isFalse();
    }

    @Test
    void pipelinedGroupIsAnsweredInOrder() throws IOException {
        try (WireClient client = server.greeted()) {
            client.send("MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nRCPT TO:<nonsense\r\nDATA\r\n");
            client.expect("250 2.1.0").expect("250 2.1.5").expect("501 5.1.3").expect("354");
            client.send("x\r\n.\r\nMAIL FROM:<b@b.example>\r\nQUIT\r\n");
            client.expect("250 2.0.0").expect("250 2.1.0").expect("221").expectClosed();
        }
        assertThat(server.listener.sessions.get(0).protocolFaults()).isEmpty();
    }

    @Test
    void listenerThatFailsKeepsTheMailWithTheClient() throws IOException {
        server.listener.onSender = sender -> {
            throw new IllegalStateException("this failure is part of the test");
        };
        try (LogRecords log = new LogRecords();
                WireClient client = server.greeted()) {
            for (int i = 0; i < 5; i++)
                client.send("MAIL FROM:<a@b.example>\r\n").expect("451 4.3.0 ");
            assertThat(log.records()).hasSizeLessThanOrEqualTo(1);
            client.send("RCPT TO:<c@d.example>\r\n").expect("503 ");
        }
    }
}
