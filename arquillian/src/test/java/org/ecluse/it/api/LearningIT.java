package org.ecluse.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.ecluse.e2e.Await;
import org.ecluse.e2e.Destination;
import org.ecluse.it.TestServer;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Ports;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What one customer teaches changes the score of its own mail alone, and is gone when it is taken back. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Covers({"R3.5", "B1", "B4"})
class LearningIT {
    private static final String SPAM = "OWN_LEARNED_SPAM";
    private static final String WANTED = "OWN_LEARNED_HAM";

    private Destination destination;
    private Tenant teaching;
    private Tenant other;
    private Api manager;
    private Api stranger;

    /** New ones each time: what one test taught must not count in another. */
    @BeforeEach
    void openCustomers() throws Exception {
        destination = new Destination(Ports.free());
        teaching = Tenant.open(Api.administrator(), "teaching", destination.port());
        other = Tenant.open(Api.administrator(), "other", destination.port());
        manager = teaching.signedIn("QUARANTINE_MANAGER");
        stranger = other.signedIn("CUSTOMER_ADMINISTRATOR");
    }

    @AfterEach
    void stop() {
        destination.close();
    }

    /** Score and symbols of one customer's copy of a mail that both got in one transaction. */
    private record Seen(double score, List<String> symbols) {
        static Seen of(Api viewer, String copy) {
            String[] id = copy.split("\\.", 2);
            JsonObject found = viewer.get("/messages/" + id[0] + "/copies/" + id[1])
                    .is(200)
                    .object();
            List<String> symbols = found.getJsonArray("findings").stream()
                    .map(JsonValue::asJsonObject)
                    .map(line -> line.getString("symbol"))
                    .toList();
            return new Seen(found.getJsonObject("copy").getJsonNumber("score").doubleValue(), symbols);
        }
    }

    private record Both(String id, Seen own, Seen others) {}

    private Both sent(Mail mail, String user) throws IOException {
        String id = mail.to(TestServer.smtpPort(), List.of(teaching.address(user), other.address(user)));
        return new Both(id, Seen.of(manager, id + ".1"), Seen.of(stranger, id + ".2"));
    }

    private static String teach(Api who, String copy, String kind) {
        return who.post(
                        "/learning/lessons",
                        Json.createObjectBuilder()
                                .add("copy", copy)
                                .add("kind", kind)
                                .build())
                .is(200)
                .text("outcome");
    }

    @Test
    void aLessonChangesTheScoreForItsCustomerAloneAndUndoRestoresIt() throws Exception {
        Mail mail = Mail.newsletter("Rain coats and umbrellas of this week");
        Both before = sent(mail, "anna");
        assertThat(before.own().score()).isEqualTo(before.others().score());

        assertThat(teach(manager, before.id() + ".1", "SPAM")).isEqualTo("LEARNED");
        Both taught = sent(mail, "bruno");
        assertThat(taught.own().symbols()).contains(SPAM);
        assertThat(taught.own().score()).isGreaterThan(before.own().score() + 60);
        assertThat(taught.others()).isEqualTo(before.others());

        assertThat(manager.get("/messages/" + before.id()).body()).contains("LESSON_SPAM");
        assertThat(teach(manager, before.id() + ".1", "SPAM")).isEqualTo("ALREADY");
        JsonObject lesson = manager.get("/learning/lessons").items().get(0);
        assertThat(lesson.getString("copy")).isEqualTo(before.id() + ".1");
        manager.delete("/learning/lessons/" + lesson.getString("id")).is(204);
        manager.delete("/learning/lessons/" + lesson.getString("id")).is(404);
        Both undone = sent(mail, "carla");
        assertThat(undone.own()).isEqualTo(before.own());
        assertThat(manager.get("/messages/" + before.id()).body()).contains("UNDONE_SPAM");
    }

    @Test
    void notSpamInTheQuarantineTeachesThatSuchMailIsWanted() throws Exception {
        Mail mail = Mail.newsletter("Choir rehearsals in the autumn");
        Both before = sent(mail, "dora");
        assertThat(manager.post("/quarantine/" + before.id() + ".1/not-spam").text("outcome"))
                .isEqualTo("RELEASED");
        Both taught = sent(mail, "emil");
        assertThat(taught.own().symbols()).contains(WANTED);
        assertThat(taught.own().score()).isLessThan(before.own().score() - 60);
        assertThat(taught.others()).isEqualTo(before.others());

        JsonObject person = Json.createObjectBuilder()
                .add("person", teaching.userName("QUARANTINE_MANAGER"))
                .build();
        JsonObject export = manager.get("/learning/export").is(200).object();
        assertThat(export.getJsonArray("items").getJsonObject(0).getJsonArray("tokens"))
                .hasSizeGreaterThan(20);
        assertThat(manager.post("/learning/undo", person).is(200).number("lessons"))
                .isPositive();
        assertThat(sent(mail, "fritz").own()).isEqualTo(before.own());
    }

    @Test
    void anotherCustomersLessonsAndCopiesDoNotExist() throws Exception {
        Both mail = sent(Mail.newsletter("Bicycles and their bells"), "gina");
        assertThat(teach(manager, mail.id() + ".1", "WANTED")).isIn("LEARNED", "LIKE_BEFORE");
        stranger.post(
                        "/learning/lessons",
                        Json.createObjectBuilder()
                                .add("copy", mail.id() + ".1")
                                .add("kind", "SPAM")
                                .build())
                .is(404);
        stranger.get("/learning/lessons?customer=" + teaching.id()).is(404);
        assertThat(stranger.get("/learning/lessons").items()).isEmpty();
        manager.get("/learning/lessons")
                .items()
                .forEach(lesson -> stranger.delete("/learning/lessons/" + lesson.getString("id"))
                        .is(404));
        Api help = teaching.signedIn("HELP_DESK");
        help.get("/learning/lessons").is(200);
        help.get("/learning/export").is(403);
    }

    @Test
    void aDeliveredMessageIsNotKeptAndTheAnswerSaysSo() throws Exception {
        String copy = teaching.receives(Mail.clean("Minutes of Tuesday"), "hans");
        Await.until(
                "it is delivered",
                Duration.ofSeconds(30),
                () -> !manager.get("/messages/" + copy.split("\\.", 2)[0])
                        .object()
                        .getBoolean("contentKept"));
        assertThat(teach(manager, copy, "SPAM")).isEqualTo("CONTENT_GONE");
    }
}
