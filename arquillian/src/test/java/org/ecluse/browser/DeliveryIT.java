package org.ecluse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import org.ecluse.e2e.Await;
import org.ecluse.testkit.Covers;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an administrator does with mail: find it, understand it, release it, push it on or take it out. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class DeliveryIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String BOB = "bob@demo.ecluse.test";

    @RegisterExtension
    final Console console = new Console();

    @Test
    @Covers({"B3", "B4", "R2.1"})
    void aMessageIsFoundAndExplained() throws Exception {
        String subject = "You have WON " + System.nanoTime() + "!!!";
        Post.spam(BOB, subject);

        console.open("tracking");
        console.fill("search:subject", subject);
        console.press("Search");
        Locator row = console.row(subject);
        assertThat(row).hasCount(1);
        assertThat(row).containsText("Spam (SPAM.A)");
        assertThat(row).containsText("in quarantine");
        row.getByRole(AriaRole.LINK).click();

        Page page = console.page();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("Why, and what became of it");
        assertThat(page.locator("[aria-labelledby=why]")).containsText("the copy is quarantined");
        assertThat(page.locator("[aria-labelledby=points]")).containsText("money");
        assertThat(page.locator("[aria-labelledby=history]")).containsText("Put into quarantine");
        assertThat(page.locator("[aria-labelledby=message]")).containsText(subject);

        console.press("Deliver");
        console.says("The message is on its way to the mailbox.");
        assertThat(page.locator("[aria-labelledby=history]")).containsText("Released from quarantine by admin");
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Deliver")))
                .hasCount(0);
    }

    @Test
    @Covers({"R3.5", "B1"})
    void aHeldMessageIsReleasedAndArrives() throws Exception {
        String subject = "Spring catalogue " + System.nanoTime();
        Post.newsletter(BOB, "news@shop.example", subject);

        console.open("quarantine");
        console.fill("search:text", subject);
        console.search();
        console.row(subject)
                .getByRole(AriaRole.BUTTON, named("Deliver " + subject))
                .click();

        console.says("The message is on its way to the mailbox.");
        assertThat(console.row(subject)).hasCount(0);
        console.mailbox().awaits(BOB, subject);
    }

    @Test
    @Covers("R3.5")
    void severalAreReleasedAtOnceAfterAQuestion() throws Exception {
        String common = "Summer catalogue " + System.nanoTime();
        Post.newsletter(BOB, "news@shop.example", common + " one");
        Post.newsletter(BOB, "news@shop.example", common + " two");

        console.open("quarantine");
        console.fill("search:text", common);
        console.search();
        assertThat(console.row(common)).hasCount(2);
        console.row(common + " one").locator(".ui-chkbox-box").click();
        console.press("Deliver the chosen ones");
        console.confirm("Each chosen copy will be delivered");

        console.says("On their way to the mailbox: 1.");
        console.mailbox().awaits(BOB, common + " one");
        assertThat(console.mailbox().count(BOB, common + " two")).isZero();
    }

    @Test
    @Covers("B3")
    void waitingMailIsTriedAgainHeldAndTakenOut() throws Exception {
        String domain = "away" + System.nanoTime() + ".example";
        domainWithoutListener(domain);
        String subject = "For a server that is away";
        Post.clean("someone@" + domain, subject);

        console.open("queue");
        console.fill("search:text", domain);
        Locator row = console.row(subject);
        Await.until("it was tried", LIMIT, () -> {
            console.press("Search");
            return row.count() == 1 && row.innerText().contains("refused");
        });
        row.getByRole(AriaRole.BUTTON, named("Try now " + subject)).click();
        console.says("It is tried again now.");
        row.getByRole(AriaRole.BUTTON, named("Hold " + subject)).click();
        console.says("It is on hold.");
        assertThat(row).containsText("on hold");
        row.getByRole(AriaRole.BUTTON, named("Cancel " + subject)).click();
        console.decline();
        assertThat(row).hasCount(1);
        row.getByRole(AriaRole.BUTTON, named("Cancel " + subject)).click();
        console.confirm("It will not be delivered");

        console.says("It was taken out of the queue.");
        assertThat(row).hasCount(0);
    }

    private void domainWithoutListener(String domain) {
        console.open("domains");
        console.fill("domain:name", domain);
        console.press("Add");
        console.press("Add a server");
        console.fill("destinations:each:0:host", "127.0.0.1");
        console.fill("destinations:each:0:port", "1");
        console.click("destinations:save");
        console.says("The destination servers were saved.");
        console.choose("rules-form:check", "accept every address");
        console.click("rules-form:save");
        console.says("The domain was saved.");
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }
}
