package org.ecluse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecluse.e2e.Await;
import org.ecluse.e2e.Destination;
import org.ecluse.e2e.ServerProcess;
import org.ecluse.e2e.SmtpClient;
import org.ecluse.it.api.Api;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.DnsServer;
import org.ecluse.testkit.FakeDns;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The whole way of a mail that its reader wants: in over SMTP, held, told of in the report, released by its link; then its sender is put on
 * the green list by the report, and the next mail arrives if the name server says that it comes from that sender, and only then.
 */
@Covers({"R3.1", "R3.5", "B1", "B2", "B6"})
class WholeWayIT {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Pattern ID = Pattern.compile("[0-9A-HJKMNP-TV-Z]{26}");
    private static final String SENDER = "news@club.example";

    /** The server of club.example, as its SPF record says. */
    private static final String PROVEN = "127.0.0.1";

    /** Anybody's. */
    private static final String UNPROVEN = "127.0.0.66";

    private static DnsServer dns;
    private static ServerProcess server;
    private static Destination mailbox;
    private static Api api;

    private Chromium chromium;

    @RegisterExtension
    final BeforeEachCallback browser = context -> chromium = Chromium.of(context);

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        dns = new DnsServer(new FakeDns()
                .txt("club.example", "v=spf1 ip4:" + PROVEN + " -all")
                .reverse(PROVEN, "mail.club.example")
                .address("mail.club.example", PROVEN)
                .reverse(UNPROVEN, "mail.elsewhere.example")
                .address("mail.elsewhere.example", UNPROVEN));
        server = new ServerProcess("whole-way", "standalone.xml").set("ecluse.dns.servers", dns.address());
        server.set("ecluse.service.public-url", "https://localhost:" + server.port("https"))
                .start();
        mailbox = new Destination(server.port("destination"));
        api = Api.at(URI.create("http://127.0.0.1:" + server.port("http") + "/api/v1"))
                .as("admin", "in-tests-only-7319");
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
            mailbox.close();
        }
        if (dns != null) {
            dns.close();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fr | alice | Délivrer | Délivrer ce message ?  | Délivrer dans ma boîte | Le message est en route       | Liste verte | Mettre cet expéditeur sur votre liste verte ? | Mettre sur ma liste verte | L’expéditeur figure sur votre liste verte
            en | bob   | Deliver  | Deliver this message?  | Deliver to my mailbox  | The message is on its way     | Green list  | Put this sender on your green list?           | Put on my green list      | The sender is on your green list""")
    void aWantedMailComesInTheEndAndItsSuccessorAtOnce(
            String language,
            String user,
            String deliver,
            String deliverTitle,
            String deliverButton,
            String delivered,
            String green,
            String greenTitle,
            String greenButton,
            String listed)
            throws Exception {
        String reader = user + "@demo.ecluse.test";
        api.post("/subscriptions", subscription(reader, language)).is(200);

        String first = "Spring catalogue for " + user;
        String firstId = send(PROVEN, reader, first);
        assertThat(state(firstId)).isEqualTo("HELD");
        Page report = opened(report(reader, first), language);
        look(report, "the report", language, "whole-report");
        Locator line = report.locator("td.line").filter(new Locator.FilterOptions().setHasText(first));
        String releaseLink = link(line, deliver);
        String greenLink = link(line, green);

        follow(report, releaseLink, deliverTitle, language, "whole-release");
        assertThat(state(firstId)).as("a look at the page changes nothing").isEqualTo("HELD");
        assertThat(subjects(reader)).doesNotContain(first);
        press(report, deliverButton, delivered);
        awaits(reader, first);
        assertThat(state(firstId)).isEqualTo("RELEASED");

        follow(report, greenLink, greenTitle, language, "whole-green");
        String before = "Sent before the button for " + user;
        assertThat(state(send(PROVEN, reader, before)))
                .as("a look at the page lists nobody")
                .isEqualTo("HELD");
        press(report, greenButton, listed);
        look(report, "the answer", language, "whole-listed");

        String forged = "Forged catalogue for " + user;
        String forgedId = send(UNPROVEN, reader, forged);
        String next = "Summer catalogue for " + user;
        String nextId = send(PROVEN, reader, next);
        awaits(reader, next);
        assertThat(copy(nextId)).contains("LIST_ALLOWED").contains("\"verdict\":\"CLEAN\"");
        assertThat(state(forgedId)).isEqualTo("HELD");
        assertThat(copy(forgedId)).contains("LIST_ALLOW_UNPROVEN");
        assertThat(subjects(reader)).containsOnlyOnce(first).doesNotContain(forged, before);

        // It counts for its reader alone (B1).
        String other = "postmaster@demo.ecluse.test";
        assertThat(state(send(PROVEN, other, "For somebody else, " + user))).isEqualTo("HELD");
    }

    private static JsonObject subscription(String address, String language) {
        return Json.createObjectBuilder()
                .add("address", address)
                .add("locale", language)
                .build();
    }

    /** The mail as its reader's programme shows it on a phone: from a file. */
    private Page opened(String html, String language) throws IOException {
        Path file = Files.writeString(folder.resolve("report-" + language + ".html"), html);
        Page page = chromium.freshPage(language);
        page.setViewportSize(Console.NARROW, 844);
        page.navigate(file.toUri().toString());
        assertThat(page.locator("html")).hasAttribute("lang", language);
        return page;
    }

    private static String link(Locator line, String words) {
        return line.getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(words).setExact(true))
                .getAttribute("href");
    }

    private static void follow(Page page, String link, String title, String language, String picture) {
        page.navigate(link);
        assertThat(page.getByRole(AriaRole.HEADING)).hasText(title);
        assertThat(page.locator("html")).hasAttribute("lang", language);
        look(page, title, language, picture);
    }

    private static void press(Page page, String button, String heading) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button))
                .click();
        assertThat(page.getByRole(AriaRole.HEADING)).hasText(heading);
        assertThat(page.context().cookies())
                .as("an action link opens no session")
                .isEmpty();
    }

    private static void look(Page page, String what, String language, String picture) {
        PageLook look = new PageLook(page);
        look.rawWords(what);
        look.sideways(what);
        look.barriers(what);
        look.keepPicture(language, picture, "phone");
        assertThat(look.faults()).isEmpty();
    }

    private static String report(String reader, String subject) throws Exception {
        api.call("POST", "/jobs/quarantine-report/runs", "{\"early\":true,\"runKey\":\"" + System.nanoTime() + "\"}")
                .is(202);
        Await.until("the report arrives", SOON, () -> find(reader, subject).isPresent());
        return find(reader, subject).orElseThrow();
    }

    private static Optional<String> find(String reader, String subject) throws Exception {
        for (var mail : mailbox.messages()) {
            boolean report = mail.getHeader("List-Unsubscribe-Post") != null
                    && mail.getAllRecipients()[0].toString().equals(reader);
            if (report && Reports.html(mail).contains(subject)) {
                return Optional.of(Reports.html(mail));
            }
        }
        return Optional.empty();
    }

    /** A newsletter, which the usual policy holds; its id. @param client the address that it comes from */
    private static String send(String client, String to, String subject) throws IOException {
        String mail = """
                From: The club <%s>
                To: %s
                Subject: %s
                Date: %s
                Message-ID: <%d@club.example>
                List-Id: <news.club.example>
                List-Unsubscribe: <https://club.example/leave>
                Precedence: bulk

                Our newsletter of this month: new arrivals, special offers and 20 %% off in our shop until Sunday.

                You receive this newsletter because you subscribed. Unsubscribe: https://club.example/leave
                """.formatted(
                        SENDER,
                        to,
                        subject,
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)),
                        System.nanoTime());
        try (SmtpClient session = SmtpClient.greetedFrom(client, server.port("smtp"))) {
            String reply = session.send(SENDER, List.of(to), mail.getBytes(StandardCharsets.US_ASCII));
            Matcher id = ID.matcher(reply);
            if (!reply.startsWith("250") || !id.find()) {
                throw new IOException("not accepted: " + reply);
            }
            return id.group();
        }
    }

    private static void awaits(String reader, String subject) throws Exception {
        Await.until(subject + " arrives", SOON, () -> subjects(reader).contains(subject));
    }

    private static List<String> subjects(String reader) throws Exception {
        return mailbox.subjects(reader);
    }

    private static String state(String id) {
        return api.get("/quarantine/" + id + ".1").is(200).text("state");
    }

    private static String copy(String id) {
        return api.get("/messages/" + id + "/copies/1").is(200).body();
    }
}
