package org.ecluse.smtp.session;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The limits of the standards, from the public list, against the real server: at the limit and one over. */
class LimitsSuiteTest {

    @TempDir
    Path directory;

    private RunningServer server;
    private JsonObject limits;

    @BeforeEach
    void start() throws IOException {
        limits = (JsonObject) Suites.json(Suites.folder("smtp").resolve("limits.json"));
        server = new RunningServer(directory).start();
    }

    @AfterEach
    void stop() {
        if (server != null) server.close();
    }

    @Test
    void pathsAreLimited() throws IOException {
        int local = limits.getJsonObject("rfc5321").getInt("local_part_max_octets");
        int path = limits.getJsonObject("rfc5321").getInt("path_max_octets_with_brackets");
        String labels = ("d".repeat(60) + ".").repeat(3);
        int rest = path - 2 - local - 1 - labels.length();
        mail("<" + "l".repeat(local) + "@b.example>", "250 2.1.0 ");
        mail("<" + "l".repeat(local + 1) + "@b.example>", "501 5.1.7 ");
        mail("<" + "l".repeat(local) + "@" + labels + "d".repeat(rest) + ">", "250 2.1.0 ");
        mail("<" + "l".repeat(local) + "@" + labels + "d".repeat(rest + 1) + ">", "501 5.1.7 ");
    }

    @Test
    void commandLinesAreLimited() throws IOException {
        int line = limits.getJsonObject("rfc5321").getInt("command_line_max_incl_crlf");
        try (WireClient client = server.greeted()) {
            client.send("NOOP " + "x".repeat(line - 7) + "\r\n").expect("250 ");
            client.send("NOOP " + "x".repeat(line - 6) + "\r\n").expect("500 5.5.2 ");
        }
    }

    @Test
    void deliveryStatusParametersAreLimited() throws IOException {
        int envId = limits.getJsonObject("rfc3461").getInt("envid_max_xtext");
        int orcpt = limits.getJsonObject("rfc3461").getInt("orcpt_max_xtext");
        mail("<a@b.example> ENVID=" + "e".repeat(envId), "250 2.1.0 ");
        mail("<a@b.example> ENVID=" + "e".repeat(envId + 1), "501 5.5.4 ");
        try (WireClient client = server.greeted()) {
            client.send("MAIL FROM:<a@b.example>\r\n").expect("250");
            String start = "RCPT TO:<a@b.example> ORCPT=rfc822;";
            client.send(start + "o".repeat(orcpt - 7) + "\r\n").expect("250 2.1.5 ");
            client.send(start + "o".repeat(orcpt - 6) + "\r\n").expect("501 5.5.4 ");
        }
    }

    @Test
    void enoughRecipientsAndOctetsAreTaken() throws IOException {
        int recipients = limits.getJsonObject("rfc5321").getInt("recipients_min_supported");
        int octets = limits.getJsonObject("rfc5321").getInt("message_min_supported_octets");
        try (WireClient client = server.greeted()) {
            client.send("MAIL FROM:<a@b.example> SIZE=" + octets + "\r\n").expect("250");
            for (int i = 0; i < recipients; i++)
                client.send("RCPT TO:<c" + i + "@d.example>\r\n").expect("250");
            client.send("RCPT TO:<one@more.example>\r\n")
                    .expect(limits.getJsonObject("rfc5321").getString("too_many_recipients"));
        }
    }

    private void mail(String argument, String reply) throws IOException {
        try (WireClient client = server.greeted()) {
            client.send("MAIL FROM:" + argument + "\r\n").expect(reply);
        }
    }
}
