package org.ecluse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.regex.Pattern;
import org.ecluse.testkit.Covers;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** DNS lists as the platform's administrator adds, changes and removes them. None is switched on here: it would be asked. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Covers("B9")
class DnsListsIT {
    @RegisterExtension
    final Console console = new Console();

    @Test
    void aListIsMadeOfAWellKnownOneChangedAndRemoved() {
        String title = "List " + System.nanoTime();
        console.open("dns-lists");
        console.choose("start:known", "Spamhaus ZEN");
        console.press("Fill in");
        assertThat(console.page().locator(".note.warn")).containsText("Read their terms first");
        assertThat(console.byId("entry:zone")).hasValue("zen.spamhaus.org");
        assertThat(console.byId("entry:codes")).hasValue(Pattern.compile("127.0.0.10-11 0.6 PBL"));

        console.fill("entry:title", title);
        console.fill("entry:zone", "zen" + System.nanoTime() + ".example");
        console.byId("entry:active").uncheck();
        console.fill("entry:codes", "192.0.2.1 1 elsewhere");
        console.press("Add");
        console.says("Each line needs an address in 127.0.0.0/8");
        console.fill("entry:codes", "127.0.0.2 1 spam\n127.0.0.10-11 0.6 PBL");
        console.press("Add");
        console.says(title + ": not used");
        assertThat(console.row(title)).containsText("block list");

        console.press("Change " + title);
        assertThat(console.byId("entry:title")).isDisabled();
        console.choose("entry:kind", "allow list");
        console.press("Save");
        console.says(title + ": not used");
        assertThat(console.row(title)).containsText("allow list");

        console.press("Delete " + title);
        console.decline();
        assertThat(console.row(title)).hasCount(1);
        console.press("Delete " + title);
        console.confirm(title);
        console.says(title + " was removed.");
        assertThat(console.row(title)).hasCount(0);
    }
}
