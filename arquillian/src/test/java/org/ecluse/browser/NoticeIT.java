package org.ecluse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.ecluse.e2e.Await;
import org.ecluse.e2e.Destination;
import org.ecluse.it.TestServer;
import org.ecluse.it.api.Api;
import org.ecluse.it.api.Mail;
import org.ecluse.it.api.Tenant;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Ports;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Notices are switched on in the console, come when mail is held, and their link releases it. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Covers("R2.10")
class NoticeIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension
    final Console console = new Console();

    @TempDir
    private Path folder;

    @Test
    void whoIsToldIsSetInTheConsoleAndToldAtOnce() throws Exception {
        try (Destination destination = new Destination(Ports.free())) {
            Tenant tenant = Tenant.open(
                    Api.at(TestServer.http("/api/v1")).as("admin", TestServer.adminPassword()),
                    "notices",
                    destination.port());
            String bob = tenant.address("bob");
            String admin = tenant.address("admin");
            Mail.newsletter("Before it was switched on").to(bob);
            switchOn(tenant, admin);

            Mail.newsletter("Autumn catalogue").to(bob);
            Mail.program("The program").to(bob);
            Mail.virus("Open me").to(bob);
            Await.until(
                    "the recipient hears of the catalogue",
                    LIMIT,
                    () -> !about(destination, bob).isEmpty());
            Await.until(
                    "the administrator hears of the program",
                    LIMIT,
                    () -> !about(destination, admin).isEmpty());
            MimeMessage toBob = about(destination, bob).get(0);
            String html = Reports.html(toBob);
            assertThat(html)
                    .contains("Autumn catalogue")
                    .doesNotContain("The program", "Open me", "Before it was switched on");
            assertThat(toBob.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(Reports.html(about(destination, admin).get(0)))
                    .contains("The program", bob)
                    .doesNotContain("Autumn catalogue", "Open me");

            release(html);
            Await.until(
                    "the catalogue arrives",
                    LIMIT,
                    () -> destination.subjects(bob).contains("Autumn catalogue"));
            assertThat(about(destination, bob)).hasSize(1);
        }
    }

    private void switchOn(Tenant tenant, String admin) {
        PageLook look = new PageLook(console.page());
        console.open("filtering");
        console.choose("scope:customer", tenant.domain().replace(".example", ""));
        console.press("Show");
        console.byId("policy:tellrecipient:3").check();
        console.byId("policy:telladmin:1").check();
        console.click("policy:publish");
        console.says("needs an address");
        console.fill("policy:telladdress", "someone@elsewhere.example");
        console.click("policy:publish");
        console.says("The address for notices must be in one of the customer's domains.");
        console.fill("policy:telladdress", admin);
        console.click("policy:publish");
        console.says("is published");
        for (String language : List.of("fr", "en")) {
            console.speak(language);
            for (int width : List.of(Console.NARROW, Console.WIDE)) {
                console.setWidth(width);
                console.open("filtering");
                assertThat(console.byId("policy:tellrecipient:3")).isChecked();
                look.rawWords("filtering");
                look.sideways("filtering");
                look.barriers("filtering");
                look.keepPicture(language, "filtering", width + "-notices");
            }
        }
        assertThat(look.faults()).isEmpty();
    }

    /** Follows the one link of the mail, as a browser shows it. */
    private void release(String html) throws Exception {
        Path file = Files.writeString(folder.resolve("notice.html"), html);
        Page page = console.asStranger("en");
        page.navigate(file.toUri().toString());
        PageLook look = new PageLook(page);
        for (int width : List.of(Console.NARROW, Console.WIDE)) {
            console.setWidth(width);
            look.sideways("the notice");
            look.keepPicture("en", "notice", Integer.toString(width));
        }
        assertThat(look.faults()).isEmpty();
        Locator link = page.locator("a");
        assertThat(link).hasCount(1);
        page.navigate(link.getAttribute("href"));
        page.getByRole(AriaRole.BUTTON).click();
        assertThat(page.getByRole(AriaRole.HEADING)).hasCount(1);
    }

    private static List<MimeMessage> about(Destination destination, String recipient) throws Exception {
        return List.of(destination.messages()).stream()
                .filter(each -> header(each, "Message-ID").startsWith("<notice."))
                .filter(each -> header(each, "To").contains(recipient))
                .toList();
    }

    private static String header(MimeMessage mail, String name) {
        try {
            String[] values = mail.getHeader(name);
            return values == null ? "" : values[0];
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
