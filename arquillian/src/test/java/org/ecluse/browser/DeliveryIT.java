package org.ecluse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import org.ecluse.e2e.Await;
import org.ecluse.e2e.Destination;
import org.ecluse.it.TestServer;
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
        try (Destination mailbox = new Destination(TestServer.destinationSmtpPort())) {
            String subject = "Spring catalogue " + System.nanoTime();
            Post.newsletter(BOB, "news@shop.example", subject);

            console.open("quarantine");
            console.fill("search:text", subject);
            console.press("Search");
            console.row(subject)
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Deliver " + subject))
                    .click();

            console.says("The message is on its way to the mailbox.");
            assertThat(console.row(subject)).hasCount(0);
            Await.until("it arrives", LIMIT, () -> mailbox.subjects(BOB).contains(subject));
        }
    }

    @Test
    @Covers("R3.5")
    void severalAreReleasedAtOnceAfterAQuestion() throws Exception {
        try (Destination mailbox = new Destination(TestServer.destinationSmtpPort())) {
            String common = "Summer catalogue " + System.nanoTime();
            Post.newsletter(BOB, "news@shop.example", common + " one");
            Post.newsletter(BOB, "news@shop.example", common + " two");

            console.open("quarantine");
            console.fill("search:text", common);
            console.press("Search");
            assertThat(console.row(common)).hasCount(2);
            console.row(common + " one")
                    .locator(".ui-chkbox-box, .ui-chkbox")
                    .first()
                    .click();
            console.press("Deliver the chosen ones");
            console.confirm("Each chosen copy will be delivered");

            console.says("On their way to the mailbox: 1.");
            Await.until("it arrives", LIMIT, () -> mailbox.subjects(BOB).contains(common + " one"));
            assertThat(mailbox.subjects(BOB)).doesNotContain(common + " two");
        }
    }

    @Test
    @Covers("B3")
    void waitingMailIsTriedAgainHeldAndTakenOut() throws Exception {
        String subject = "For a server that is away " + System.nanoTime();
        Post.clean(BOB, subject);

        console.open("queue");
        Locator row = console.row(subject);
        // Nobody listens at the destination: after the first try the row tells.
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
        try (Destination mailbox = new Destination(TestServer.destinationSmtpPort())) {
            assertThat(mailbox.subjects(BOB)).doesNotContain(subject);
        }
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }
}
