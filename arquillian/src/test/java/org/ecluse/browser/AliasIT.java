package org.ecluse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.ecluse.it.TestServer;
import org.ecluse.it.api.Api;
import org.ecluse.testkit.Covers;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever writes or signs in under another name of a mailbox means the mailbox: one quarantine, one account. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Covers({"R1.13", "R3.7", "R3.10", "R5.1"})
class AliasIT {
    private static final String DOMAIN = "/domains/demo.ecluse.test";

    @RegisterExtension
    final Console console = new Console();

    private final Api api = Api.at(TestServer.http("/api/v1")).as("admin", TestServer.adminPassword());

    @Test
    void anAliasSignsInToTheAccountOfItsAddress() throws Exception {
        AccountUser user = new AccountUser(console, "main");
        String alias = user.address().replace("main", "alias");
        api.put(
                        DOMAIN + "/addresses/" + alias,
                        Json.createObjectBuilder()
                                .add("aliasOf", user.address())
                                .build())
                .is(200);
        String subject = "for the alias " + alias;
        Post.newsletter(alias, "news@shop.example", subject);

        Page page = user.signIn(alias);

        assertThat(page.locator("body")).containsText(user.address());
        assertThat(held(page, subject)).hasCount(1);
    }

    @Test
    void anotherNameOfTheDomainIsTheSameMailbox() throws Exception {
        AccountUser user = new AccountUser(console, "other");
        String name = "other" + System.nanoTime() + ".example";
        String written = user.address().replace("demo.ecluse.test", name);
        assertThatThrownBy(() -> Post.clean(written, "too early"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("550");
        addInTheConsole(name);

        String subject = "under the other name " + name;
        Post.newsletter(written, "news@shop.example", subject);
        assertThatThrownBy(() -> Post.clean("nobody@" + name, "unknown there too"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("550");

        Page page = user.signIn(written);
        assertThat(page.locator("body")).containsText(user.address());
        held(page, subject)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^Délivrer")))
                .click();
        // Delivered as it was addressed, to the servers of the domain.
        console.mailbox().awaits(written, subject);

        api.call("DELETE", DOMAIN + "/aliases/" + name, "").is(204);
        assertThatThrownBy(() -> Post.clean(written, "too late")).isInstanceOf(IOException.class);
        api.put(DOMAIN + "/aliases/not-a-domain", JsonValue.EMPTY_JSON_OBJECT).is(400);
        api.put(DOMAIN + "/aliases/demo.ecluse.test", JsonValue.EMPTY_JSON_OBJECT)
                .is(400);
    }

    private void addInTheConsole(String name) {
        PageLook look = new PageLook(console.page());
        console.open("domain?name=demo.ecluse.test");
        console.fill("alias:new", "demo.ecluse.test");
        console.click("alias:add");
        console.says("This domain is already filtered here.");
        console.fill("alias:new", name);
        console.click("alias:add");
        console.says(name + " is another name of this domain now.");
        assertThat(console.row(name)).hasCount(1);
        for (String language : List.of("fr", "en")) {
            console.speak(language);
            for (int width : List.of(Console.NARROW, Console.WIDE)) {
                console.setWidth(width);
                console.open("domain?name=demo.ecluse.test");
                look.rawWords("domain");
                look.sideways("domain");
                look.barriers("domain");
                look.keepPicture(language, "domain-aliases", width == Console.WIDE ? "desk" : "phone");
            }
        }
        assertThat(look.faults()).isEmpty();
    }

    private static Locator held(Page page, String subject) {
        return page.locator("[id='held:table_data'] tr").filter(new Locator.FilterOptions().setHasText(subject));
    }
}
