package org.ecluse.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecluse.e2e.Await;
import org.ecluse.e2e.Destination;
import org.ecluse.e2e.SmtpClient;
import org.ecluse.it.TestServer;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Ports;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people write to the quarantine address, and what comes of it; owners, further addresses, and why there was no report. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Covers({"R3.3", "R3.4", "R3.10", "R3.14"})
class ReportMailIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String QUARANTINE = "quarantaine@service.ecluse.test";
    private static final Pattern LINK = Pattern.compile("https://[^\\s/]+(/l/v1\\.\\S+)");

    private static Destination destination;
    private static Tenant tenant;
    private static Api manager;

    @BeforeAll
    static void openCustomer() throws Exception {
        destination = new Destination(Ports.free());
        tenant = Tenant.open(Api.administrator(), "wishes", destination.port());
        manager = tenant.signedIn("QUARANTINE_MANAGER");
    }

    @AfterAll
    static void stop() {
        destination.close();
    }

    @Test
    void anExclamationMarkBringsTheReportAtOnceAndTheAnswerOfItsServerIsKnown() throws Exception {
        String alice = tenant.address("alice");
        manager.post("/subscriptions", DirectoryIT.object("{'address':'%s'}", alice))
                .is(200);
        Mail.newsletter("held for alice").to(alice);
        write(alice, "!", "");
        MimeMessage report = awaited(alice, "1 message held for you");
        assertThat(plain(report)).contains("held for alice");
        assertThat(report.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");

        Await.until(
                "its delivery is known",
                LIMIT,
                () -> why(alice, "en").toString().contains("DELIVERED"));
        JsonObject sent = reason(why(alice, "en"), "SENT_EARLY");
        assertThat(sent.getString("sentence"))
                .contains("tells of one message", "The mail server of " + alice + " took it", "250");
        assertThat(manager.get("/messages/"
                                + sent.getJsonObject("mail").getString("id").substring(0, 26))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anAsteriskSubscribesOnceTheLinkIsConfirmed() throws Exception {
        String bob = tenant.address("bob");
        assertThat(reason(why(bob, "fr"), "NOT_SUBSCRIBED").getString("sentence"))
                .contains("n’est pas abonné");
        write(bob, "*", "");
        MimeMessage answer = awaited(bob, "Please confirm");
        assertThat(answer.getHeader("Auto-Submitted")).containsExactly("auto-replied");
        Matcher link = LINK.matcher(plain(answer));
        assertThat(link.find()).isTrue();

        assertThat(call("GET", link.group(1))).isEqualTo(200);
        assertThat(call("HEAD", link.group(1))).isEqualTo(200);
        assertThat(subscriptions(bob)).as("looking changes nothing").isEmpty();
        assertThat(call("POST", link.group(1))).isEqualTo(200);
        assertThat(subscriptions(bob)).hasSize(1);
        assertThat(reasons(why(bob, "en"))).containsAnyOf("NOT_YET", "SUBSCRIBED_LATER");
    }

    @Test
    void nobodyIsAnsweredWhoShouldNotBe() throws Exception {
        String robot = tenant.address("robot");
        write(robot, "?", "Auto-Submitted: auto-replied\r\n");
        write(robot, "!", "List-Id: <all.robot.example>\r\n");
        write(robot, "*", "Precedence: bulk\r\n");
        write("stranger@elsewhere.example", "?", "");
        try (SmtpClient client = SmtpClient.greeted(TestServer.smtpPort())) {
            byte[] bounce = ("From: <" + robot + ">\r\nTo: <" + QUARANTINE + ">\r\nSubject: ?\r\n\r\nx\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            assertThat(client.send("", QUARANTINE, bounce)).startsWith("250 ");
        }
        String carol = tenant.address("carol");
        write(carol, "Hello there", "");
        write(carol, "?", "");
        MimeMessage answer = awaited(carol, "Writing to the quarantine");
        assertThat(plain(answer)).contains(QUARANTINE).doesNotContain("Hello there");
        assertThat(destination.subjects(robot)).isEmpty();
        assertThat(manager.get("/queue?limit=50").is(200).each("recipient")).doesNotContain(robot);

        String last = tenant.address("last");
        write(last, "?", "");
        awaited(last, "Writing to the quarantine");
        assertThat(destination.subjects(carol)).as("one answer an hour").hasSize(1);
    }

    @Test
    void theOwnerOfAListAloneGetsItsReportAndOneReportTellsOfSeveralAddresses() throws Exception {
        String list = tenant.address("all");
        String owner = tenant.address("owner");
        manager.post(
                        "/subscriptions",
                        DirectoryIT.object(
                                "{'address':'%s','receiver':'%s','watched':['%s'],'reportHours':[18,6],'kinds':['BULK','SPAM']}",
                                list, owner, tenant.address("sales")))
                .is(200);
        JsonObject made = subscriptions(list).get(0);
        assertThat(made.getJsonArray("reportHours").toString()).isEqualTo("[6,18]");
        assertThat(made.getString("receiver")).isEqualTo(owner);
        Mail.newsletter("to the list").to(tenant.address("all+press"));
        Mail.newsletter("to sales").to(tenant.address("sales"));
        Mail.program("a program").to(list);

        assertThat(manager.post("/subscriptions", DirectoryIT.object("{'address':'%s'}", tenant.address("sales")))
                        .status())
                .as("an address is in one report only")
                .isEqualTo(400);
        write(list, "!", "");
        MimeMessage report = awaited(owner, "2 messages held for you");
        assertThat(plain(report))
                .contains("to the list", "to sales")
                .doesNotContain("a program")
                .doesNotContain("green and red lists");
        assertThat(destination.subjects(list)).isEmpty();
    }

    /** A mail programme without links: the report is answered as mail programmes answer, the report quoted below. */
    @Test
    @Covers({"R3.5", "B1", "B2"})
    void aReportIsAnsweredByMail() throws Exception {
        String dora = tenant.address("dora");
        manager.post("/subscriptions", DirectoryIT.object("{'address':'%s','locale':'fr'}", dora))
                .is(200);
        String other = Mail.newsletter("autre chose").to(dora);
        String wanted = Mail.newsletter("attendu").to(dora);
        write(dora, "!", "");
        MimeMessage report = awaited(dora, "2 messages retenus pour vous");
        String text = plain(report);
        assertThat(text).contains("1. Objet\u00A0: attendu", "2. Objet\u00A0: autre chose", "« délivrer 1 3 »");

        answer(report, dora, "Bonjour,\r\n\r\nd=C3=A9livrer 1\r\nliste verte 1\r\n", text);
        awaited(dora, "attendu");
        MimeMessage done = awaited(dora, "Votre réponse au rapport de quarantaine");
        assertThat(plain(done))
                .contains("1. « attendu »", "en route vers la boîte", "figure sur votre liste verte")
                .doesNotContain("autre chose");
        assertThat(done.getHeader("Auto-Submitted")).containsExactly("auto-replied");
        assertThat(state(wanted)).isEqualTo("RELEASED");
        assertThat(state(other)).isEqualTo("HELD");
        assertThat(manager.get("/messages/" + wanted + "/copies/1").body()).contains("RELEASED");

        answer(report, tenant.address("thief"), "d=C3=A9livrer 2\r\n", text);
        manager.post("/subscriptions/" + dora + "/end-links").is(204);
        answer(report, dora, "d=C3=A9livrer 2\r\n", text);
        String last = tenant.address("after");
        write(last, "?", "");
        awaited(last, "Writing to the quarantine");
        assertThat(state(other))
                .as("nobody else, and nobody once the links were ended")
                .isEqualTo("HELD");
        Matcher link = LINK.matcher(text);
        assertThat(link.find()).isTrue();
        assertThat(call("GET", link.group(1))).as("of the links it is said").isEqualTo(410);
    }

    private static void answer(MimeMessage report, String from, String written, String quoted) throws Exception {
        String body = written + "\r\nLe 2 mars, Quarantaine a =C3=A9crit=C2=A0:\r\n"
                + quoted.replace("=", "=3D")
                        .replaceAll("[^\\x00-\\x7F]", "?")
                        .replaceAll("(?m)^", "> ")
                        .replaceAll("\r?\n", "\r\n");
        String headers = "In-Reply-To: " + report.getMessageID() + "\r\nReferences: " + report.getMessageID()
                + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n";
        new Mail(from, "Re: " + report.getSubject(), headers, body).to(QUARANTINE);
    }

    private static String state(String message) {
        return manager.get("/quarantine/" + message + ".1").is(200).text("state");
    }

    private static void write(String from, String subject, String headers) throws Exception {
        new Mail(from, subject, headers + "Content-Type: text/plain\r\n", "Whatever.\r\n").to(QUARANTINE);
    }

    private static MimeMessage awaited(String recipient, String subject) throws Exception {
        Await.until(subject + " arrives", LIMIT, () -> find(recipient, subject).size() == 1);
        return find(recipient, subject).get(0);
    }

    private static List<MimeMessage> find(String recipient, String subject) throws Exception {
        List<MimeMessage> found = new ArrayList<>();
        for (MimeMessage each : destination.messages()) {
            if (each.getSubject().startsWith(subject)
                    && each.getAllRecipients()[0].toString().equals(recipient)) {
                found.add(each);
            }
        }
        return found;
    }

    private static String plain(MimeMessage mail) throws Exception {
        return (String) ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent();
    }

    private static JsonObject why(String address, String language) {
        return manager.get("/subscriptions/" + address + "/why?language=" + language)
                .is(200)
                .object();
    }

    private static List<String> reasons(JsonObject answer) {
        return answer.getJsonArray("reasons").getValuesAs(JsonObject.class).stream()
                .map(reason -> reason.getString("why"))
                .toList();
    }

    private static JsonObject reason(JsonObject answer, String why) {
        return answer.getJsonArray("reasons").getValuesAs(JsonObject.class).stream()
                .filter(reason -> reason.getString("why").equals(why))
                .findFirst()
                .orElseThrow(() -> new AssertionError(why + " in " + answer));
    }

    private static List<JsonObject> subscriptions(String address) {
        return manager.get("/subscriptions?search=" + address).is(200).items();
    }

    private static int call(String method, String path) throws Exception {
        URI uri = TestServer.http(path);
        HttpRequest.BodyPublisher body = method.equals("POST")
                ? HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click")
                : HttpRequest.BodyPublishers.noBody();
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .method(method, body)
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
