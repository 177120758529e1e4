package org.ecluse.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.ecluse.e2e.Await;
import org.ecluse.e2e.Destination;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Ports;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Finding messages, and what is told of one. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Covers({"B3", "B4", "B16"})
class MessagesIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static Destination destination;
    private static Tenant tenant;
    private static Api reader;
    private static String minutes;
    private static String invoice;
    private static String news;
    private static String virus;
    private static Instant betweenInvoiceAndNews;

    @BeforeAll
    static void receiveMail() throws Exception {
        destination = new Destination(Ports.free());
        tenant = Tenant.open(Api.administrator(), "messages", destination.port());
        reader = tenant.signedIn("QUARANTINE_MANAGER");
        minutes = Mail.clean("The minutes")
                .from("clerk@partner.example")
                .to(tenant.address("alice"), tenant.address("bob"));
        invoice = Mail.clean("Invoice 100% due_now")
                .from("billing@partner.example")
                .to(tenant.address("alice"));
        betweenInvoiceAndNews = Instant.now();
        news = Mail.newsletter("This week").to(tenant.address("carol"));
        virus = Mail.virus("Open me").to(tenant.address("carol"));
        Await.until(
                "all clean mail is delivered",
                LIMIT,
                () -> reader.get(Api.query("/messages", "verdict", "CLEAN")).each("state").stream()
                        .allMatch("DELIVERED"::equals));
    }

    @AfterAll
    static void stop() {
        destination.close();
    }

    @Test
    @Covers("B14")
    void theHelpDeskReadsAndFindsNoSubjects() {
        Api help = tenant.signedIn("HELP_DESK");

        assertThat(help.get("/messages").is(200).each("subject")).isNotEmpty().containsOnly("•••••");
        assertThat(help.get("/messages/" + minutes).body()).doesNotContain("The minutes");
        assertThat(help.get("/messages/" + minutes + "/copies/1").body()).doesNotContain("The minutes");
        assertThat(help.get("/quarantine").is(200).each("subject")).containsOnly("•••••");
        assertThat(help.get(Api.query("/messages", "subject", "minutes"))
                        .is(200)
                        .items())
                .as("searching tells no more")
                .isEmpty();
        assertThat(help.get(Api.query("/messages", "recipient", "alice@"))
                        .is(200)
                        .items())
                .isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            everything,                 '',          '',                             3 1 2.2 2.1
            one recipient,              recipient,   alice@,                         2 1.1
            another case,               recipient,   CAROL,                          3
            an envelope sender,         sender,      billing@partner,                2
            a part of both senders,     sender,      partner.example,                2 1.2 1.1
            a subject,                  subject,     minutes,                        1.2 1.1
            a percent sign is itself,   subject,     100%,                           2
            so is an underscore,        subject,     due_now,                        2
            nothing like it,            subject,     due%now,                        ''
            a verdict,                  verdict,     PNS,                            3
            a verdict in lower case,    verdict,     clean,                          2 1.2 1.1""")
    void aFilterNarrowsTheList(String what, String name, String value, String expected) {
        String path = name.isEmpty() ? "/messages" : Api.query("/messages", name, value);
        if (what.equals("everything")) {
            assertThat(reader.get(path).each("id"))
                    .containsExactly(news + ".1", invoice + ".1", minutes + ".2", minutes + ".1");
            return;
        }
        List<String> ids = expected.isEmpty()
                ? List.of()
                : List.of(expected.split(" ")).stream().map(MessagesIT::id).toList();
        assertThat(reader.get(path).each("id")).containsExactlyElementsOf(ids);
    }

    /** 1 is the minutes, 2 the invoice, 3 the news. */
    private static String id(String word) {
        String[] parts = word.split("\\.");
        String message = List.of(minutes, invoice, news).get(Integer.parseInt(parts[0]) - 1);
        return message + "." + (parts.length == 1 ? "1" : parts[1]);
    }

    @Test
    void filtersAddUp() {
        String path = Api.query(
                "/messages",
                "recipient",
                "alice",
                "sender",
                "partner",
                "subject",
                "minutes",
                "verdict",
                "CLEAN",
                "verdict",
                "PNS");
        assertThat(reader.get(path).each("id")).containsExactly(minutes + ".1");
    }

    @Test
    void theSpanIsFromInclusiveUntilExclusive() {
        String received = reader.get("/messages/" + news).text("receivedAt");
        String later = Instant.parse(received).plusNanos(1_000).toString();
        assertThat(between(received, later)).containsExactly(news + ".1");
        assertThat(between(later, "2099-01-01T00:00:00Z")).isEmpty();
        assertThat(between("2000-01-01T00:00:00Z", received))
                .containsExactly(invoice + ".1", minutes + ".2", minutes + ".1");
        String inParis = betweenInvoiceAndNews
                .atZone(ZoneId.of("Europe/Paris"))
                .toOffsetDateTime()
                .toString();
        assertThat(between(inParis, "2099-01-01T00:00:00Z")).containsExactly(news + ".1");
    }

    private static List<String> between(String from, String until) {
        return reader.get(Api.query("/messages", "from", from, "until", until)).each("id");
    }

    @Test
    void pagesGoThroughTheListOnce() {
        Answer first = reader.get("/messages?limit=3");
        assertThat(first.number("total")).isEqualTo(4);
        Answer second = reader.get("/messages?limit=3&offset=3");
        assertThat(first.each("id")).containsExactly(news + ".1", invoice + ".1", minutes + ".2");
        assertThat(second.each("id")).containsExactly(minutes + ".1");
        assertThat(second.number("offset")).isEqualTo(3);
        assertThat(reader.get("/messages?offset=4").items()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/messages", "/tombstones", "/quarantine", "/queue", "/subscriptions"})
    void aPageHasBounds(String path) {
        reader.get(path + "?limit=200&offset=10000").is(200);
        reader.get(path + "?limit=0").isWrong("limit");
        reader.get(path + "?limit=201").isWrong("limit");
        reader.get(path + "?offset=-1").isWrong("offset");
        reader.get(path + "?offset=10001").isWrong("offset");
        reader.get(path + "?limit=many").isProblem(404); // as Jakarta REST has it for a parameter of another type
    }

    @ParameterizedTest
    @CsvSource({"verdict, GOOD", "from, yesterday", "until, 2026-01-01"})
    void aFilterThatCannotBeIsRefused(String name, String value) {
        reader.get(Api.query("/messages", name, value)).isWrong(name);
        reader.get(Api.query("/tombstones", name, value)).isWrong(name);
    }

    @Test
    void aMessageTellsWhyAndWhatHappened() {
        JsonObject message = reader.get("/messages/" + minutes).is(200).object();
        assertThat(message.getString("clientAddress")).isEqualTo("127.0.0.1");
        assertThat(message.getString("sender")).isEqualTo("clerk@partner.example");
        assertThat(message.getJsonArray("copies")).hasSize(2);

        JsonObject held = reader.get("/messages/" + news + "/copies/1").is(200).object();
        assertThat(held.getJsonObject("copy").getString("verdictLabel")).isEqualTo("PNS");
        assertThat(held.getJsonObject("copy").getString("state")).isEqualTo("QUARANTINED");
        assertThat(held.getJsonObject("thresholds").getInt("quarantine")).isEqualTo(100);
        assertThat(held.getJsonArray("findings").getValuesAs(JsonObject.class))
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.getString("sentence")).isNotBlank());
        assertThat(held.getJsonArray("findings").getValuesAs(JsonObject.class))
                .anyMatch(finding -> finding.getBoolean("decisive"));
        assertThat(held.getJsonArray("changes").getValuesAs(JsonString.class)).isNotEmpty();
        assertThat(events(held)).startsWith("RECEIVED", "DECIDED").endsWith("QUARANTINED");

        JsonObject delivered =
                reader.get("/messages/" + minutes + "/copies/2").is(200).object();
        assertThat(events(delivered))
                .startsWith("RECEIVED", "DECIDED", "QUEUED")
                .endsWith("DELIVERED");
        assertThat(delivered.getString("lastReply")).startsWith("250");
        assertThat(reader.get("/messages/" + minutes + ".2").text("id"))
                .as("the id of a copy finds its message")
                .isEqualTo(minutes);
        reader.get("/messages/" + minutes + "/copies/3").isProblem(404);
    }

    private static List<String> events(JsonObject history) {
        return history.getJsonArray("history").getValuesAs(JsonObject.class).stream()
                .map(event -> event.getString("kind"))
                // Looks of this test itself, which the recipient may know of (B14).
                .filter(kind -> !kind.equals("VIEWED"))
                .toList();
    }

    @Test
    @Covers("R2.5")
    void aDestroyedMessageLeavesItsTombstoneOnly() {
        Answer tombstones = reader.get(Api.query("/tombstones", "recipient", "carol", "verdict", "VIRUS"));
        assertThat(tombstones.each("id")).containsExactly(virus + ".1");
        assertThat(tombstones.each("verdictLabel")).containsExactly("VIRUS");
        assertThat(tombstones.body()).doesNotContain("Open me", "sender@example.org");
        assertThat(reader.get(Api.query("/tombstones", "recipient", "alice")).items())
                .isEmpty();
        assertThat(reader.get(Api.query("/tombstones", "until", "2020-01-01T00:00:00Z"))
                        .items())
                .isEmpty();
        reader.get("/messages/" + virus).isProblem(404);
        assertThat(reader.get("/messages").each("id")).doesNotContain(virus + ".1");
    }
}
