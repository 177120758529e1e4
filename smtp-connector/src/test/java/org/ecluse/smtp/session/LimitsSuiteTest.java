package org.ecluse.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ecluse.smtp.connector.SmtpActivationSpec;
import org.ecluse.smtp.listener.SmtpAnswer;
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
    void everyEntryIsShownSomewhere() throws IOException {
        List<String> entries = new ArrayList<>();
        leaves("", limits, entries);
        List<String[]> table = SuiteCount.table("limits.tsv", 3);
        assertThat(table.stream().map(row -> row[0])).containsExactlyInAnyOrderElementsOf(entries);
        List<String> tests = Arrays.stream(LimitsSuiteTest.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(Method::getName)
                .toList();
        SuiteCount count = new SuiteCount("limits of receiving");
        List<String[]> here =
                table.stream().filter(row -> !row[1].equals("elsewhere")).toList();
        for (String[] row : here) {
            assertThat(tests).as(row[0]).contains(row[1]);
            count.passed();
        }
        count.printAndRequire(here.size());
    }

    private static void leaves(String path, JsonObject object, List<String> leaves) {
        object.forEach((key, value) -> {
            String name = path.isEmpty() ? key : path + "." + key;
            if (value instanceof JsonObject inner) leaves(name, inner, leaves);
            else leaves.add(name);
        });
    }

    @Test
    void domainsAreLimited() throws IOException {
        int octets = limits.getJsonObject("rfc5321").getInt("domain_max_octets");
        int path = limits.getJsonObject("rfc5321").getInt("path_max_octets_with_brackets");
        assertThat(octets).as("the path's own limit is met first").isGreaterThan(path - "<a@>".length());
        try (WireClient client = server.connect()) {
            client.expect("220");
            client.send("EHLO " + "d".repeat(octets) + "\r\n").expect("250");
            client.send("EHLO " + "d".repeat(octets + 1) + "\r\n").expect("501 5.5.4 ");
        }
    }

    @Test
    void repliesAreLimited() throws IOException {
        int octets = limits.getJsonObject("rfc5321").getInt("reply_line_max_incl_crlf");
        server.listener.onSender = sender -> new SmtpAnswer(550, "5.7.1", "x".repeat(2 * octets), false);
        try (WireClient client = server.greeted()) {
            client.send("MAIL FROM:<a@b.example>\r\n");
            assertThat(client.reply()).hasSize(octets - 2);
        }
    }

    @Test
    void longLinesAreNotedAndTaken() throws IOException {
        int characters = limits.getJsonObject("rfc5322").getInt("line_hard_max_excl_crlf");
        assertThat(characters + 2).isEqualTo(limits.getJsonObject("rfc5321").getInt("text_line_max_incl_crlf"));
        for (int length : new int[] {characters, characters + 1}) {
            try (WireClient client = server.greeted()) {
                client.send("MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n");
                client.expect("250").expect("250").expect("354");
                client.send("Subject: x\r\n\r\n" + "x".repeat(length) + "\r\n.\r\n")
                        .expect("250");
            }
        }
        assertThat(server.listener.stored.get(0).faults()).isEmpty();
        assertThat(server.listener.stored.get(1).faults()).containsExactly("LONG_LINE");
    }

    @Test
    void silenceIsBorneLongEnough() throws Exception {
        int seconds =
                limits.getJsonObject("rfc5321").getJsonObject("timeouts_min_s").getInt("server_idle");
        assertThat(new SmtpActivationSpec().getIdleTimeout()).isEqualTo(seconds / 60 + "m");
    }

    @Test
    void mailLinesAreLongerByTheirExtensions() throws IOException {
        int line = limits.getJsonObject("rfc5321").getInt("command_line_max_incl_crlf");
        int extra = limits.getJsonObject("rfc3461").getInt("mail_line_extra");
        int longest = line + 26 + 17 + 10 + extra; // SIZE, BODY, SMTPUTF8, DSN
        String start = "MAIL FROM:<a@b.example> SIZE=00000000000000000001";
        mail(start.substring("MAIL FROM:".length()) + " ".repeat(longest - 2 - start.length()), "250 2.1.0 ");
        mail(start.substring("MAIL FROM:".length()) + " ".repeat(longest - 1 - start.length()), "500 5.5.2 ");
        mail("<a@b.example> SIZE=000000000000000000001", "501 5.5.4 "); // 21 digits
    }

    @Test
    void octetsOfUtf8AreCounted() throws IOException {
        int octets = limits.getJsonObject("rfc5321").getInt("local_part_max_octets");
        String atTheLimit = "\u00e9".repeat(octets / 2);
        try (WireClient client = server.greeted()) {
            client.send(utf8("MAIL FROM:<" + atTheLimit + "@b.example> SMTPUTF8\r\n"))
                    .expect("250 ");
            client.send("RSET\r\n").expect("250 ");
            client.send(utf8("MAIL FROM:<" + atTheLimit + "e@b.example> SMTPUTF8\r\n"))
                    .expect("501 5.1.7 ");
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
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
