package org.ecluse.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
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

/** Held copies and their release through the API, delivered by the real queue. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Covers("B1")
class QuarantineIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static Destination destination;
    private static Tenant tenant;
    private static Api administrator;
    private static Api manager;

    @BeforeAll
    static void openCustomer() throws Exception {
        destination = new Destination(Ports.free());
        tenant = Tenant.open(Api.administrator(), "quarantine", destination.port());
        administrator = tenant.signedIn("CUSTOMER_ADMINISTRATOR");
        manager = tenant.signedIn("QUARANTINE_MANAGER");
    }

    @AfterAll
    static void stop() {
        destination.close();
    }

    @Test
    void aReleaseDeliversThisRecipientsCopyOnly() throws Exception {
        String message = Mail.newsletter("released for one").to(tenant.address("alice"), tenant.address("bob"));
        JsonObject held = manager.get("/quarantine/" + message + ".1").is(200).object();
        assertThat(held.getString("state")).isEqualTo("HELD");
        assertThat(held.getString("verdictLabel")).isEqualTo("PNS");
        assertThat(held.getString("quarantineClass")).isEqualTo("USER");
        assertThat(held.getString("releasableBy")).isEqualTo("USER");
        assertThat(Instant.parse(held.getString("expiresAt")))
                .isEqualTo(Instant.parse(held.getString("quarantinedAt")).plus(Duration.ofDays(14)));

        assertThat(manager.post("/quarantine/" + message + ".1/release").text("outcome"))
                .isEqualTo("RELEASED");
        Await.until(
                "it is delivered",
                LIMIT,
                () -> destination.subjects(tenant.address("alice")).contains("released for one"));
        assertThat(manager.post("/quarantine/" + message + ".1/release").text("outcome"))
                .isEqualTo("ALREADY_RELEASED");

        JsonObject released = manager.get("/quarantine/" + message + ".1").object();
        assertThat(released.getString("state")).isEqualTo("RELEASED");
        assertThat(released.getString("releasedBy")).isEqualTo(tenant.userName("QUARANTINE_MANAGER"));
        Await.until(
                "the copy is delivered",
                LIMIT,
                () -> manager.get("/messages/" + message + "/copies/1")
                        .object()
                        .getJsonObject("copy")
                        .getString("state")
                        .equals("DELIVERED"));
        assertThat(manager.get("/quarantine/" + message + ".2").text("state")).isEqualTo("HELD");
        assertThat(destination.subjects(tenant.address("alice"))).containsOnlyOnce("released for one");
        assertThat(destination.subjects(tenant.address("bob"))).doesNotContain("released for one");
    }

    @Test
    void manyReleasesAtOnceDeliverOnce() throws Exception {
        String copy = tenant.receives(Mail.newsletter("released by many"), "dave");
        ExecutorService callers = Executors.newFixedThreadPool(6);
        try {
            Callable<String> release = () ->
                    manager.post("/quarantine/" + copy + "/release").is(200).text("outcome");
            List<Future<String>> answers =
                    callers.invokeAll(Stream.generate(() -> release).limit(6).toList());
            List<String> outcomes = new java.util.ArrayList<>();
            for (Future<String> answer : answers) {
                outcomes.add(answer.get());
            }
            assertThat(outcomes).containsOnlyOnce("RELEASED").containsOnly("RELEASED", "ALREADY_RELEASED");
        } finally {
            callers.shutdownNow();
        }
        Await.until(
                "it is delivered",
                LIMIT,
                () -> manager.get("/messages/" + copy)
                        .object()
                        .getJsonArray("copies")
                        .getJsonObject(0)
                        .getJsonObject("copy")
                        .getString("state")
                        .equals("DELIVERED"));
        assertThat(destination.subjects(tenant.address("dave"))).containsExactly("released by many");
    }

    @Test
    @Covers("R3.5")
    void notSpamReleasesAndKeepsTheReport() throws Exception {
        String copy = tenant.receives(Mail.newsletter("no spam"), "erin");
        assertThat(manager.post("/quarantine/" + copy + "/not-spam").text("outcome"))
                .isEqualTo("RELEASED");
        Await.until(
                "it is delivered",
                LIMIT,
                () -> destination.subjects(tenant.address("erin")).contains("no spam"));
        assertThat(manager.get("/messages/" + copy).body()).contains("\"LEARNED\"");
    }

    /** The server answered at RCPT that the recipient may not release what it holds for its content (R2.4). */
    @Test
    @Covers("R2.4")
    void aProgramIsReleasedByAManager() throws Exception {
        String copy = tenant.receives(Mail.program("setup"), "frank");
        Answer held = manager.get("/quarantine/" + copy);
        assertThat(held.is(200).text("verdict")).isEqualTo("CONTENT");
        assertThat(held.text("releasableBy")).isEqualTo("QUARANTINE_MANAGER");
        assertThat(manager.post("/quarantine/" + copy + "/release").text("outcome"))
                .isEqualTo("RELEASED");
        Await.until(
                "it is delivered",
                LIMIT,
                () -> destination.subjects(tenant.address("frank")).contains("setup"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            the whole address,     recipient, grace@DOMAIN,        true
            only a part of it,     recipient, grace,               false
            a part of anything,    search,    rain on Monday,      true
            a part of the sender,  search,    shop.example,        true
            its verdict,           verdict,   PNS,                 true
            another verdict,       verdict,   CONTENT,             false
            its class,             class,     USER,                true
            another class,         class,     THREAT,              false
            its state,             state,     held,                true
            another state,         state,     RELEASED,            false
            any state,             state,     '',                  true
            since ever,            from,      2020-01-01T00:00:00Z, true
            before that,           until,     2020-01-01T00:00:00Z, false""")
    void aFilterNarrowsTheList(String what, String name, String value, boolean found) throws Exception {
        String copy = tenant.receives(Mail.newsletter("rain on Monday"), "grace");
        String path = Api.query("/quarantine", name, value.replace("DOMAIN", tenant.domain()));
        assertThat(manager.get(path).each("id").contains(copy)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"verdict, GOOD", "class, OTHER", "state, GONE", "from, yesterday", "until, now"})
    void aFilterThatCannotBeIsRefused(String name, String value) {
        manager.get(Api.query("/quarantine", name, value)).isWrong(name);
    }

    @Test
    @Covers({"R3.2", "R3.10"})
    void aSubscriptionIsMadeChangedAndEnded() {
        String address = tenant.address("henry");
        Answer made = manager.post("/subscriptions", DirectoryIT.object("{'address':'Henry@%s'}", tenant.domain()));
        assertThat(made.is(200).text("address")).isEqualTo(address);
        assertThat(made.number("reportHour")).isEqualTo(6);
        assertThat(made.text("zone")).isEqualTo("Europe/Paris");
        assertThat(made.text("locale")).isEqualTo("en");
        Answer changed = manager.post(
                "/subscriptions",
                DirectoryIT.object("{'address':'%s','locale':'fr','zone':'UTC','reportHour':23}", address));
        assertThat(changed.is(200).text("nextDueAt")).endsWith("T23:00:00Z");
        assertThat(manager.get(Api.query("/subscriptions", "search", address)).items())
                .hasSize(1);
        manager.delete("/subscriptions/" + address).is(204);
        assertThat(manager.get(Api.query("/subscriptions", "search", address))
                        .items()
                        .get(0)
                        .getBoolean("active"))
                .isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            no address         | {}                                          | address
            none that is one   | {'address':'henry'}                         | address
            a foreign one      | {'address':'a@elsewhere.example'}           | address
            another language   | {'address':'a@DOMAIN','locale':'de'}        | locale
            an unknown zone    | {'address':'a@DOMAIN','zone':'Moon/Base'}   | zone
            an impossible hour | {'address':'a@DOMAIN','reportHour':24}      | reportHour""")
    void aSubscriptionThatCannotBeIsRefused(String what, String body, String field) {
        manager.post("/subscriptions", DirectoryIT.object(body.replace("DOMAIN", tenant.domain())))
                .isWrong(field);
    }

    @Test
    void aDomainWithHeldMailStays() throws Exception {
        String name = "held-" + Tenant.unique() + ".example";
        Api.made(administrator.post(
                "/domains", DirectoryIT.object("{'name':'%s','recipientCheck':'ACCEPT_ALL'}", name)));
        Mail.newsletter("held").to("anyone@" + name);
        administrator.delete("/domains/" + name).isWrong("name");
        administrator.get("/domains/" + name).is(200);
    }
}
