package org.ecluse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.DnsServer;
import org.ecluse.testkit.FakeDns;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Mail from a listed address is found to be, and no longer once the list's test point breaks (B9). */
@Covers("B9")
class DnsListIT {
    private static final String ALICE = "alice@demo.ecluse.test";
    private static final Pattern ID = Pattern.compile("Accepted as ([0-9A-Z]{26})");
    private static final String LIST =
            "{\"title\":\"Test list\",\"zone\":\"bl.example\",\"kind\":\"BLOCK\",\"asked\":[\"IPV4\"],"
                    + "\"codes\":[\"127.0.0.2 1 spam source\"]}";

    private static FakeDns zone;
    private static DnsServer dns;
    private static ServerProcess server;
    private static Destination destination;
    private static ApiCalls api;

    @BeforeAll
    static void start() throws Exception {
        zone = new FakeDns()
                .txt("sender.example", "v=spf1 ip4:203.0.113.5 -all")
                .address("2.0.0.127.bl.example", "127.0.0.2")
                .address("5.113.0.203.bl.example", "127.0.0.2");
        dns = new DnsServer(zone);
        server = new ServerProcess("dns-list", "standalone.xml")
                .set("ecluse.dns.servers", dns.address())
                .set("ecluse.smtp.trusted-networks", "127.0.0.1/32")
                .set("ecluse.smtp.xclient-networks", "127.0.0.1/32")
                .start();
        destination = new Destination(server.port("destination"));
        api = new ApiCalls(server);
        long customer = api.get("/customers")
                .getJsonArray("items")
                .getJsonObject(0)
                .getJsonNumber("id")
                .longValue();
        api.put("/customers/" + customer + "/policy", "{\"grey\":{\"mode\":\"OFF\"}}");
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            destination.close();
            server.close();
        }
        if (dns != null) {
            dns.close();
        }
    }

    @Test
    void aListIsAskedWhileItIsToBeBelieved() throws Exception {
        assertThat(findings()).doesNotContain("DNSBL_");

        JsonObject added = api.post("/dns-lists", LIST);
        assertThat(added.getString("name")).isEqualTo("TEST_LIST");
        assertThat(added.getString("health")).isEqualTo("BELIEVED");
        assertThat(findings()).contains("DNSBL_TEST_LIST", "Test list: spam source (203.0.113.5)");
        assertThat(server.health()).contains("\"list Test list\":\"on\"");

        zone.address("1.0.0.127.bl.example", "127.0.0.2"); // it lists the world
        JsonObject broken = api.post("/dns-lists/TEST_LIST/check", "");
        assertThat(broken.getString("health")).isEqualTo("SWITCHED_OFF");
        assertThat(broken.getString("fault")).isEqualTo("LISTS_EVERYTHING");
        assertThat(findings()).doesNotContain("DNSBL_");
        assertThat(server.health()).contains("switched off: LISTS_EVERYTHING").contains("\"status\":\"UP\"");
        assertThat(Files.readString(server.log())).contains("ECLUSE00090");
    }

    /** What is kept of the findings of a mail that comes, as far as the service knows, from 203.0.113.5. */
    private static String findings() throws Exception {
        try (SmtpClient client = new SmtpClient(server.port("smtp"))) {
            assertThat(client.reply()).startsWith("220");
            assertThat(client.say("EHLO proxy.example.org")).startsWith("250");
            assertThat(client.say("XCLIENT ADDR=203.0.113.5")).startsWith("220");
            assertThat(client.say("EHLO mail.sender.example")).startsWith("250");
            String reply = client.send("ada@sender.example", ALICE, mail());
            assertThat(reply).startsWith("250 2.0.0 ");
            Matcher id = ID.matcher(reply);
            assertThat(id.find()).isTrue();
            return api.get("/messages/" + id.group(1) + "/copies/1").toString();
        }
    }

    private static byte[] mail() {
        return ("From: Ada <ada@sender.example>\r\nTo: " + ALICE + "\r\nSubject: Minutes\r\n"
                        + "Date: Sun, 22 Nov 2026 09:00:00 +0000\r\nMessage-ID: <" + System.nanoTime()
                        + "@sender.example>\r\n\r\nThe minutes of Tuesday's meeting are ready.\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
