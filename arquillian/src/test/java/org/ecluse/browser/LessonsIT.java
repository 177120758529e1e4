package org.ecluse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.ecluse.testkit.Covers;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an administrator sees of the lessons, and how one is taken back. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Covers("R3.5")
class LessonsIT {
    private static final String BOB = "bob@demo.ecluse.test";

    /** Like no other test's, for one person teaches a mailing once. */
    private static final String TEXT =
            "Before the first frost every gardener should bring lemon trees under glass, cut back"
                    + " raspberries near the ground, cover roses with spruce twigs and empty rain barrels. Compost wants turning,"
                    + " tulip bulbs go into loose soil twice as deep as they are tall, and wooden gates last longer with linseed oil."
                    + " Our autumn fair shows tools, seeds and old apple varieties; members pay half at the door.\n\n"
                    + "Unsubscribe: https://garden.example/leave\n";

    @RegisterExtension
    final Console console = new Console();

    @Test
    void aLessonIsSeenAndTakenBack() throws Exception {
        String subject = "Gardens and their gates " + System.nanoTime();
        Post.newsletter(BOB, "news@garden.example", subject, TEXT);
        console.open("quarantine");
        console.fill("search:text", subject);
        console.search();
        console.row(subject)
                .getByRole(AriaRole.BUTTON, named("Not spam " + subject))
                .click();
        console.says("The message is on its way to the mailbox.");

        PageLook look = new PageLook(console.page());
        for (String language : new String[] {"fr", "en"}) {
            console.speak(language);
            console.open("learning");
            assertThat(console.row(subject)).hasCount(1);
            look.rawWords("learning");
            look.keepPicture(language, "lesson", "desk");
            console.setWidth(Console.NARROW);
            look.sideways("learning");
            look.keepPicture(language, "lesson", "phone");
            console.setWidth(Console.WIDE);
        }
        look.barriers("learning");
        assertThat(look.faults()).isEmpty();

        Locator lesson = console.row(subject);
        assertThat(lesson).containsText("Wanted");
        lesson.getByRole(AriaRole.BUTTON, named("Take back " + subject)).click();
        console.says("The lesson is taken back.");
        assertThat(console.row(subject)).hasCount(0);
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }
}
