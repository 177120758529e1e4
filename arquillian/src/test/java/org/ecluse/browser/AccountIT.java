package org.ecluse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecluse.it.TestServer;
import org.ecluse.testkit.Covers;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A user's way from the report to the own account, what can be done there, and the way out. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Covers({"R3.5", "R3.6", "R3.7", "R3.8", "R3.13", "B7"})
class AccountIT {
    private static final String ALICE = "alice@demo.ecluse.test";

    @RegisterExtension
    final Console console = new Console();

    @Test
    void aUserOpensTheAccountFromTheReportAndUsesIt() throws Exception {
        String wanted = "Spring catalogue " + System.nanoTime();
        Post.newsletter(ALICE, "news@shop.example", wanted);
        Reports.start();
        Reports reports = new Reports(console.mailbox());
        String report = Reports.html(reports.awaited(wanted));
        assertThat(report)
                .as("the account is offered once the lists were asked for")
                .doesNotContain("Gérer mon compte");

        Page page = console.asStranger("fr");
        listAndUndo(page, report);
        page.navigate(link(report, "Demander la liste verte/rouge"));
        button(page, "M’envoyer mes listes").click();
        assertThat(page.getByRole(AriaRole.HEADING)).hasText("Vos listes sont en route");

        String url = link(reports.awaitedBySubject(ALICE, "Résumé des listes verte/rouge"), "Ouvrir mon compte");
        page.navigate(url);
        assertThat(page.locator("body")).containsText(ALICE);
        button(page, "Ouvrir mon compte").click();
        page.waitForURL(Pattern.compile(".*/account/quarantine"));
        List<Cookie> cookies = page.context().cookies().stream()
                .filter(cookie -> cookie.name.equals("__Host-ecluse-account"))
                .toList();
        assertThat(cookies).hasSize(1).allMatch(cookie -> cookie.secure && cookie.httpOnly);

        looksRight(page);
        deliver(page, wanted);
        expect(page);
        devices(page);

        page.navigate(url);
        button(page, "Ouvrir mon compte").click();
        assertThat(page.locator("body")).containsText("ne fonctionne qu’une fois");
        endLinks(page, url);

        go(page, "/account/quarantine");
        page.locator("[id='session:sign-out']").click();
        page.waitForURL(Pattern.compile(".*/account-link.*"));
        page.context().addCookies(cookies);
        go(page, "/account/quarantine");
        assertThat(page).hasURL(Pattern.compile(".*/account-link"));
    }

    @Test
    void aStrangerLearnsNothingAndOpensNothing() throws InterruptedException {
        Page page = console.asStranger("en");
        go(page, "/account/quarantine");
        assertThat(page).hasURL(Pattern.compile(".*/account-link"));
        String known = asked(page, "alice@demo.ecluse.test");
        go(page, "/account-link");
        assertThat(asked(page, "nobody@elsewhere.example")).isEqualTo(known).contains("If the address is one of ours");
    }

    /** By the report alone, without signing in. */
    private static void listAndUndo(Page page, String report) {
        page.navigate(link(report, "Liste rouge"));
        button(page, "Mettre sur ma liste rouge").click();
        assertThat(page.getByRole(AriaRole.HEADING)).hasText("L’expéditeur figure sur votre liste rouge");
        button(page, "Annuler : retirer l’expéditeur de la liste").click();
        assertThat(page.getByRole(AriaRole.HEADING)).hasText("C’est annulé");
    }

    private static String asked(Page page, String address) throws InterruptedException {
        AccountUser.ask(page, address);
        return page.locator("main").innerText();
    }

    private void deliver(Page page, String subject) throws Exception {
        go(page, "/account/quarantine");
        Locator row = page.locator("[id='held:table_data'] tr").filter(new Locator.FilterOptions().setHasText(subject));
        row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^Délivrer")))
                .click();
        assertThat(page.locator("[id='messages']")).containsText("En route");
        assertThat(row).hasCount(0);
        console.mailbox().awaits(ALICE, subject);
    }

    private void expect(Page page) {
        go(page, "/account/expected");
        page.locator("[id='expect:sender']").fill("anna@partner.example");
        page.locator("[id='expect:add']").click();
        Locator row = page.locator("[id='expected'] tr")
                .filter(new Locator.FilterOptions().setHasText("anna@partner.example"));
        assertThat(row).hasCount(1);
        row.getByRole(AriaRole.BUTTON).click();
        assertThat(row).hasCount(0);
    }

    private void devices(Page page) {
        go(page, "/account/devices");
        assertThat(page.locator("[id='devices:table_data'] tr")).hasCount(1);
        assertThat(page.locator("[id='devices:table_data']")).containsText("celui-ci");
    }

    /** Of all mails so far; who says so stays signed in. */
    private static void endLinks(Page page, String url) throws Exception {
        go(page, "/account/devices");
        page.locator("[id='links:end']").click();
        page.locator(".ui-confirmdialog-yes").click();
        assertThat(page.locator("[id='messages']")).containsText("ne fonctionnent plus");
        HttpRequest used = HttpRequest.newBuilder(
                        TestServer.http(URI.create(url).getRawPath()))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(used, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(answer.body()).contains("Ce lien a été retiré");
        go(page, "/account/devices");
        assertThat(page.locator("[id='devices:table_data'] tr")).hasCount(1);
    }

    private void looksRight(Page page) {
        PageLook look = new PageLook(page);
        for (String language : List.of("fr", "en")) {
            for (String name : List.of("quarantine", "lists", "expected", "why", "profile", "history", "devices")) {
                String address = "account/" + name;
                for (int width : List.of(Console.WIDE, Console.NARROW)) {
                    console.setWidth(width);
                    go(page, "/" + address);
                    assertThat(page.locator("html")).hasAttribute("lang", language);
                    look.rawWords(address);
                    look.sideways(address);
                    look.barriers(address);
                    look.keepPicture(language, "account-" + name, width == Console.WIDE ? "desk" : "phone");
                }
                console.setWidth(Console.WIDE);
            }
            page.locator("[id='session:language']").click();
        }
        assertThat(look.faults()).isEmpty();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static String link(String html, String words) {
        Matcher link = Pattern.compile("<a [^>]*href=\"([^\"]+)\"[^>]*>" + Pattern.quote(words) + "</a>")
                .matcher(html);
        assertThat(link.find()).as("link " + words + " in " + html).isTrue();
        return link.group(1);
    }

    private static void go(Page page, String path) {
        page.navigate(TestServer.https(path).toString());
    }
}
