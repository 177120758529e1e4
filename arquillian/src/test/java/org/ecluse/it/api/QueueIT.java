package org.ecluse.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.ecluse.e2e.Await;
import org.ecluse.e2e.Destination;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Ports;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The delivery queue through the API: what waits, and what an administrator makes of it. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Covers("B3")
class QueueIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static int destinationPort;
    private static Tenant tenant;
    private static Api administrator;

    /** Nobody listens at the destination, except while a test wants it. */
    @BeforeAll
    static void openCustomer() throws Exception {
        destinationPort = Ports.free();
        tenant = Tenant.open(Api.administrator(), "queue", destinationPort);
        administrator = tenant.signedIn("CUSTOMER_ADMINISTRATOR");
    }

    @Test
    void heldItStaysAndResumedItGoes() throws Exception {
        String copy = waiting("held and resumed");
        administrator.post("/queue/" + copy + "/hold").is(204);
        JsonObject entry = administrator.get("/queue/" + copy).is(200).object();
        assertThat(entry.getString("state")).isEqualTo("HELD");
        assertThat(entry.getString("nextHop")).isEqualTo(tenant.domain());
        assertThat(entry.getString("sender")).isEqualTo("sender@example.org");
        assertThat(entry.getInt("attempts")).isPositive();
        assertThat(entry.getString("lastReply")).isNotBlank();
        assertThat(administrator.get("/queue?state=HELD").each("id")).contains(copy);
        assertThat(administrator.get("/queue?state=DUE").each("id")).doesNotContain(copy);

        String other = waiting("not held");
        try (Destination destination = new Destination(destinationPort)) {
            administrator.post("/queue/" + other + "/retry").is(204);
            Await.until(
                    "the other is delivered",
                    LIMIT,
                    () -> destination.received("Subject").contains("not held"));
            assertThat(administrator.get("/queue/" + copy).text("state"))
                    .as("what is held is not even tried when its hop is up")
                    .isEqualTo("HELD");

            administrator.post("/queue/" + copy + "/resume").is(204);
            Await.until(
                    "it is delivered",
                    LIMIT,
                    () -> destination.received("Subject").contains("held and resumed"));
            Await.until(
                    "it is in the queue no more",
                    LIMIT,
                    () -> administrator.get("/queue/" + copy).status() == 404);
        }
        assertThat(events(copy)).containsSubsequence("QUEUED", "ATTEMPTED", "HELD", "QUEUED", "DELIVERED");
    }

    /** The hop was down a moment ago, and the next attempt is a minute away: whoever asks knows better. */
    @Test
    void aRetryIsMadeAtOnce() throws Exception {
        String copy = waiting("tried again");
        try (Destination destination = new Destination(destinationPort)) {
            administrator.post("/queue/" + copy + "/retry").is(204);
            Await.until(
                    "it is delivered",
                    Duration.ofSeconds(15),
                    () -> destination.received("Subject").contains("tried again"));
        }
    }

    @Test
    void cancelledItIsDeliveredToNobody() throws Exception {
        String copy = waiting("cancelled");
        administrator.delete("/queue/" + copy).is(204);
        administrator.get("/queue/" + copy).isProblem(404);
        administrator.delete("/queue/" + copy).isProblem(404);
        administrator.post("/queue/" + copy + "/retry").isProblem(404);
        JsonObject message = administrator.get("/messages/" + copy).is(200).object();
        assertThat(message.getBoolean("contentKept")).isFalse();
        assertThat(message.getJsonArray("copies")
                        .getJsonObject(0)
                        .getJsonObject("copy")
                        .getString("state"))
                .isEqualTo("CANCELLED");
        assertThat(events(copy)).endsWith("CANCELLED");

        String later = waiting("after the cancelled one");
        try (Destination destination = new Destination(destinationPort)) {
            administrator.post("/queue/" + later + "/retry").is(204);
            Await.until(
                    "the later one is delivered",
                    LIMIT,
                    () -> destination.received("Subject").contains("after the cancelled one"));
            assertThat(destination.received("Subject")).doesNotContain("cancelled");
        }
    }

    @Test
    void aFilterNarrowsTheList() throws Exception {
        String copy = waiting("to be found");
        administrator.post("/queue/" + copy + "/hold").is(204);
        assertThat(administrator
                        .get(Api.query("/queue", "search", "TO-BE-FOUND@"))
                        .each("id"))
                .containsExactly(copy);
        assertThat(administrator
                        .get(Api.query("/queue", "search", tenant.domain(), "customer", Long.toString(tenant.id())))
                        .each("id"))
                .contains(copy);
        assertThat(administrator
                        .get(Api.query("/queue", "search", "to_be_found"))
                        .items())
                .isEmpty();
        administrator.get("/queue?state=LOST").isWrong("state");
        administrator.delete("/queue/" + copy).is(204);
    }

    @Test
    void aDomainWithWaitingMailStays() throws Exception {
        String copy = waiting("keeps its domain");
        administrator.delete("/domains/" + tenant.domain()).isWrong("name");
        administrator.delete("/queue/" + copy).is(204);
    }

    /** A copy for which one attempt has failed; its id. */
    private static String waiting(String subject) throws Exception {
        String copy = tenant.receives(Mail.clean(subject), subject.replace(' ', '-'));
        Await.until("the first attempt of " + subject, LIMIT, () -> {
            JsonObject entry = administrator.get("/queue/" + copy).is(200).object();
            return entry.getInt("attempts") > 0 && !entry.getBoolean("inDelivery");
        });
        return copy;
    }

    private static List<String> events(String copy) {
        return administrator
                .get("/messages/" + copy)
                .object()
                .getJsonArray("copies")
                .getJsonObject(0)
                .getJsonArray("history")
                .stream()
                .map(event -> event.asJsonObject().getString("kind"))
                // Looks such as this one, which the recipient may know of (B14).
                .filter(kind -> !kind.equals("VIEWED"))
                .toList();
    }
}
