package org.ecluse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecluse.e2e.Await;
import org.ecluse.e2e.Destination;
import org.ecluse.filter.ArcVerdict;
import org.ecluse.filter.authentication.arc.ArcVerifier;
import org.ecluse.it.TestServer;
import org.ecluse.it.api.Api;
import org.ecluse.it.api.Mail;
import org.ecluse.it.api.Tenant;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.FakeDns;
import org.ecluse.testkit.Mails;
import org.ecluse.testkit.Ports;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The banner is switched on in the console, comes in delivered mail that is sealed, and its link teaches for its recipient alone. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Covers({"R2.8", "B2", "B13"})
class BannerIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern LINK = Pattern.compile("https://[^\\s/]+(/l/v1\\.[\\w.-]+)");
    private static final String LEARNED = "RECIPIENT_LEARNED_SPAM";
    private static final String TEXT =
            "The bell founders of the valley meet again in October to cast a small bronze bell,"
                    + " show moulds of clay and horsehair, and ring by hand what their grandfathers made. Visitors bring boots and"
                    + " patience; the furnace needs nine hours. Soup is cooked beside the pit, children may blow the bellows.";

    @RegisterExtension
    final Console console = new Console();

    private Destination destination;
    private Tenant tenant;
    private Api manager;

    @Test
    void aReaderReportsWhatWasDeliveredAndTakesItBack() throws Exception {
        try (Destination opened = new Destination(Ports.free())) {
            destination = opened;
            Api platform = Api.at(TestServer.http("/api/v1")).as("admin", TestServer.adminPassword());
            tenant = Tenant.open(platform, "banner", destination.port());
            manager = tenant.signedIn("QUARANTINE_MANAGER");
            manager.post(
                            "/subscriptions",
                            Json.createObjectBuilder()
                                    .add("address", tenant.address("alice"))
                                    .add("locale", "fr")
                                    .build())
                    .is(200);
            FakeDns published = switchOn();

            String id = mail("Bells in October").to(tenant.address("alice"), tenant.address("bob"));
            MimeMessage alices = delivered("alice", "Bells in October");
            MimeMessage bobs = delivered("bob", "Bells in October");
            assertThat(part(alices, 0)).contains("Signaler ce message comme indésirable\r\nhttps://");
            assertThat(part(alices, 1)).contains("ind&#233;sirable</a></div>\r\n</body>");
            assertThat(part(bobs, 0)).contains("Report this message as spam\r\nhttps://");
            assertThat(link(alices)).isNotEqualTo(link(bobs)).isEqualTo(linkIn(part(alices, 1)));
            ArcVerdict seal =
                    new ArcVerifier(published, Clock.systemUTC()).verify(Mails.raw(octets(alices)), Mails.budget());
            assertThat(seal.result()).as(seal.reason()).isEqualTo(ArcVerdict.Result.PASS);
            assertThat(seal.originalResults()).contains("spf=");

            String undo = report(id, alices);
            assertThat(symbols("alice", "Bells again")).contains(LEARNED);
            assertThat(symbols("bob", "Bells again")).doesNotContain(LEARNED);

            console.page().navigate(TestServer.https(undo).toString());
            console.page().getByRole(AriaRole.BUTTON).click();
            assertThat(console.page().getByRole(AriaRole.HEADING)).hasText("Signalement annulé");
            assertThat(symbols("alice", "Bells once more")).doesNotContain(LEARNED);
            assertThat(manager.get("/messages/" + id).body()).contains("BANNER_SPAM", "BANNER_UNDONE");
        }
    }

    /** In the console; the DNS with the record that it shows. */
    private FakeDns switchOn() {
        PageLook look = new PageLook(console.page());
        console.open("filtering");
        console.choose("scope:customer", tenant.domain().replace(".example", ""));
        console.press("Show");
        assertThat(console.byId("policy:banner")).not().isChecked();
        console.byId("policy:banner").check();
        console.click("policy:publish");
        console.says("is published");
        for (String language : List.of("fr", "en")) {
            console.speak(language);
            for (int width : List.of(Console.NARROW, Console.WIDE)) {
                console.setWidth(width);
                console.open("filtering");
                assertThat(console.byId("policy:banner")).isChecked();
                look.rawWords("filtering");
                look.sideways("filtering");
                look.barriers("filtering");
                look.keepPicture(language, "filtering", width + "-banner");
            }
        }
        assertThat(look.faults()).isEmpty();
        return new FakeDns()
                .txt(
                        console.page().locator("#sealname").innerText(),
                        console.page().locator("#sealvalue").innerText());
    }

    /** Looks at the link's page, which changes nothing, then reports. @return path of the link that takes it back */
    private String report(String id, MimeMessage mail) throws Exception {
        Page page = console.asStranger("de");
        PageLook look = new PageLook(page);
        Response shown = page.navigate(TestServer.https(link(mail)).toString());
        assertThat(shown.status()).isEqualTo(200);
        assertThat(page.locator("body")).containsText("Bells in October");
        assertThat(page.locator("body")).not().containsText(tenant.address("alice"));
        assertThat(manager.get("/messages/" + id).body()).doesNotContain("BANNER_SPAM");
        picture(look, "question");
        page.getByRole(AriaRole.BUTTON).click();
        assertThat(page.getByRole(AriaRole.HEADING)).hasText("Signalé comme indésirable");
        picture(look, "done");
        assertThat(look.faults()).isEmpty();
        Matcher undo =
                Pattern.compile("v1\\.[\\w.-]+").matcher(page.locator("form").getAttribute("action"));
        assertThat(undo.find()).isTrue();
        page.navigate(TestServer.https(link(mail)).toString());
        assertThat(page.locator("body")).containsText("déjà été signalé");
        assertThat(page.getByRole(AriaRole.BUTTON)).hasText("Annuler : ce message n’est pas indésirable");
        return "/l/" + undo.group();
    }

    private void picture(PageLook look, String what) {
        for (int width : List.of(Console.NARROW, Console.WIDE)) {
            console.setWidth(width);
            look.sideways(what);
            look.barriers(what);
            look.rawWords(what);
            look.keepPicture("fr", "banner-" + what, Integer.toString(width));
        }
    }

    /** What a new mail of this kind is found to be for one recipient. */
    private List<String> symbols(String user, String subject) throws Exception {
        String id = mail(subject).to(tenant.address(user));
        return manager.get("/messages/" + id + "/copies/1").is(200).object().getJsonArray("findings").stream()
                .map(JsonValue::asJsonObject)
                .map(line -> line.getString("symbol"))
                .toList();
    }

    private static Mail mail(String subject) {
        return new Mail(
                "founder@bells.example",
                subject,
                "Content-Type: multipart/alternative; boundary=\"part\"\r\n",
                "--part\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + TEXT
                        + "\r\n--part\r\nContent-Type: text/html; charset=utf-8\r\n"
                        + "Content-Transfer-Encoding: quoted-printable\r\n\r\n<html><body><p>"
                        + TEXT.replace(". ", ".=\r\n ") + "</p>\r\n</body></html>\r\n--part--\r\n");
    }

    private MimeMessage delivered(String user, String subject) throws Exception {
        String address = tenant.address(user);
        Await.until(
                subject + " arrives", LIMIT, () -> destination.subjects(address).contains(subject));
        for (MimeMessage each : destination.messages()) {
            if (subject.equals(each.getSubject()) && readerOf(each).equals(user)) {
                return each;
            }
        }
        throw new AssertionError("it arrived: " + subject);
    }

    /** Both copies have the same To; the banner's language tells whose it is. */
    private static String readerOf(MimeMessage mail) throws Exception {
        return part(mail, 0).contains("Signaler ce message") ? "alice" : "bob";
    }

    private static String part(MimeMessage mail, int index) throws Exception {
        return (String) ((MimeMultipart) mail.getContent()).getBodyPart(index).getContent();
    }

    private static String link(MimeMessage mail) throws Exception {
        return linkIn(part(mail, 0));
    }

    private static String linkIn(String text) {
        Matcher link = LINK.matcher(text);
        assertThat(link.find()).as(text).isTrue();
        return link.group(1);
    }

    private static byte[] octets(MimeMessage mail) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        mail.writeTo(out);
        return out.toByteArray();
    }
}
