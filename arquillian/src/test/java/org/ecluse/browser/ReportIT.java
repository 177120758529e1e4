package org.ecluse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.ecluse.it.TestServer;
import org.ecluse.testkit.Covers;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A held mail's way to its reader: report, link, page, button, mailbox. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Covers({"R3.1", "R3.5", "B1", "B2"})
class ReportIT {
    private static final String ALICE = "alice@demo.ecluse.test";
    private static final String HOSTILE =
            "50 % off: <script>document.title='taken'</script><img src=x onerror=alert(1)>\u202Egnp.exe";

    @RegisterExtension
    final Console console = new Console();

    @TempDir
    private Path folder;

    @Test
    void aHeldMailIsReportedAndReleasedByItsReader() throws Exception {
        Mailbox mailbox = console.mailbox();
        String wanted = "Autumn catalogue " + System.nanoTime();
        String id = Post.newsletter(ALICE, "news@shop.example", wanted);
        Post.newsletter(ALICE, "\"Prize <b>\" <news@shop.example>", HOSTILE);
        Reports.start();

        String html = Reports.html(reports().awaited(wanted));
        Page mail = shown(html);
        assertThat(mail).hasTitle(Pattern.compile("Votre quarantaine.*"));
        Locator line = mail.locator("td.line").filter(new Locator.FilterOptions().setHasText(wanted));
        assertThat(line).containsText("news@shop.example");
        assertThat(mail.locator("body")).containsText("<script>document.title='taken'</script>");
        assertThat(mail.locator("script, img")).hasCount(0);

        List<String> links = mail.locator("a").all().stream()
                .map(link -> link.getAttribute("href"))
                .toList();
        assertThat(links)
                .hasSizeGreaterThanOrEqualTo(5)
                .allMatch(link -> link.startsWith(TestServer.https("/l/").toString()));
        scan(links);
        assertThat(state(id)).contains("\"state\":\"HELD\"");
        assertThat(mailbox.count(ALICE, wanted)).isZero();

        String release = line.locator("a.first").getAttribute("href");
        release(release, wanted);
        mailbox.awaits(ALICE, wanted);
        again(release);
        assertThat(mailbox.count(ALICE, wanted)).isEqualTo(1);
        assertThat(state(id)).contains("\"state\":\"RELEASED\"");
    }

    @Test
    void whoStopsTheReportCanTakeItBack() throws Exception {
        String subject = "Winter catalogue " + System.nanoTime();
        Post.newsletter(ALICE, "news@shop.example", subject);
        Reports.start();
        String link =
                reports().awaited(subject).getHeader("List-Unsubscribe")[0].replaceAll("[<>]", "");

        Page page = console.asStranger("en");
        page.navigate(link);
        assertThat(page.getByRole(AriaRole.HEADING)).hasText("Arrêter le rapport quotidien ?");
        page.getByRole(AriaRole.BUTTON).click();
        assertThat(page.getByRole(AriaRole.HEADING)).hasText("Le rapport est arrêté");
        page.getByRole(AriaRole.BUTTON).click();
        assertThat(page.getByRole(AriaRole.HEADING)).hasText("Le rapport est actif");
    }

    /** What a link scanner of a mail server does to every link. */
    private static void scan(List<String> links) throws Exception {
        for (String link : links) {
            for (String method : List.of("GET", "HEAD", "GET")) {
                HttpRequest request = HttpRequest.newBuilder(overHttp(link))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build();
                assertThat(answer(request).statusCode()).as(method + " " + link).isEqualTo(200);
            }
        }
    }

    private void release(String link, String subject) {
        Page page = console.asStranger("en");
        page.navigate(link);
        // The language is that of the subscription, not that of the browser.
        assertThat(page.getByRole(AriaRole.HEADING)).hasText("Délivrer ce message ?");
        assertThat(page.locator("dl")).containsText(subject);
        assertThat(page.locator("dl")).containsText(ALICE);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Délivrer dans ma boîte"))
                .click();
        assertThat(page.getByRole(AriaRole.HEADING)).hasText("Le message est en route");
        assertThat(page.context().cookies())
                .as("an action link opens no session")
                .isEmpty();
    }

    private void again(String link) throws Exception {
        Page page = console.page();
        page.navigate(link);
        assertThat(page.getByRole(AriaRole.HEADING)).hasText("Déjà fait");
        assertThat(page.getByRole(AriaRole.BUTTON)).hasCount(0);
        HttpRequest post = HttpRequest.newBuilder(overHttp(link))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(answer(post).body()).contains("Déjà fait");
    }

    /** The page as a mail programme shows it: from a file, without the network. */
    private Page shown(String html) throws IOException {
        Path file = folder.resolve("report.html");
        Files.writeString(file, html);
        Page page = console.asStranger("en");
        page.navigate(file.toUri().toString());
        return page;
    }

    private Reports reports() {
        return new Reports(console.mailbox());
    }

    private static String state(String id) throws Exception {
        return answer(Reports.api("/quarantine/" + id + ".1").build()).body();
    }

    /** The same page without the certificate that only the browser accepts. */
    private static URI overHttp(String link) {
        return TestServer.http(URI.create(link).getRawPath());
    }

    private static HttpResponse<String> answer(HttpRequest request) throws Exception {
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
