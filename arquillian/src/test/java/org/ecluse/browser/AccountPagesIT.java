package org.ecluse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.ecluse.it.TestServer;
import org.ecluse.testkit.Covers;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What users set for themselves counts for their next mail, and what they look at does nothing. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class AccountPagesIT {
    private static final String BOB = "bob@demo.ecluse.test";
    private static final String SENDER = "marie@partner.example";

    @RegisterExtension
    final Console console = new Console();

    @Test
    @Covers({"R3.8", "B1", "B6"})
    void ownListsDecideTheNextMailOfTheirOwnerAlone() throws Exception {
        AccountUser user = new AccountUser(console, "lists");
        Page page = user.signIn();
        AccountUser.go(page, "/account/lists");

        add(page, "green", "demo.ecluse.test");
        assertThat(page.locator("[id='messages']")).containsText("Votre propre domaine ne peut pas figurer");
        add(page, "red", SENDER);
        assertThat(page.locator("[id='messages']")).containsText("figure sur votre liste rouge");

        assertThatThrownBy(() -> Post.clean(user.address(), "refused"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("550 5.7.1");
        Post.clean(BOB, "others get it " + user.address());
        AccountUser.go(page, "/account/lists");
        assertThat(row(page, SENDER)).not().containsText("jamais");

        press(row(page, SENDER), "Supprimer");
        press(page.locator("[id='lines:removed']"), "Remettre");
        assertThat(page.locator("[id='lines:removed']")).hasCount(0);
        assertThatThrownBy(() -> Post.clean(user.address(), "refused")).isInstanceOf(IOException.class);
        press(row(page, SENDER), "Supprimer");
        assertThat(page.locator("[id='lines:removed']")).containsText(SENDER);
        String wanted = "wanted " + user.address();
        Post.clean(user.address(), wanted);
        console.mailbox().awaits(user.address(), wanted);
    }

    @Test
    @Covers("R3.8")
    void theKeyboardAloneFindsAHeldMessageAndDeliversIt() throws Exception {
        AccountUser user = new AccountUser(console, "keys");
        String subject = "by keyboard " + user.address();
        Post.newsletter(user.address(), "news@shop.example", subject);
        Post.newsletter(user.address(), "news@shop.example", "another " + user.address());
        Page page = user.signIn();

        page.keyboard().press("Tab");
        assertThat(page.locator(".skip")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("main")).isFocused();
        tabTo(page, "search:text");
        page.keyboard().type("by keyboard");
        page.keyboard().press("Enter");
        assertThat(page.locator("[id='held:table_data'] tr")).hasCount(1);
        tabTo(page, "Délivrer " + subject);
        page.keyboard().press("Enter");
        assertThat(page.locator("[id='messages']")).containsText("En route");
        console.mailbox().awaits(user.address(), subject);
    }

    /** As often as it takes, within reason; each stop must be visible. @param wanted id or accessible name */
    private static void tabTo(Page page, String wanted) {
        for (int stops = 0; stops < 30; stops++) {
            page.keyboard().press("Tab");
            String focused = (String) page.evaluate(
                    "document.activeElement.id + '|' + (document.activeElement.getAttribute('aria-label') || '')");
            boolean visible = (Boolean) page.evaluate(
                    "(() => { const box = (document.activeElement.closest('.ui-chkbox') || document.activeElement)"
                            + ".getBoundingClientRect(); return box.width > 0 && box.height > 0; })()");
            assertThat(visible).as("focus on " + focused).isTrue();
            if (List.of(focused.split("\\|", 2)).contains(wanted)) {
                return;
            }
        }
        throw new AssertionError("no " + wanted + " within 30 stops");
    }

    @Test
    @Covers("R3.8")
    void listsComeFromAFileAndGoIntoOne() throws Exception {
        AccountUser user = new AccountUser(console, "file");
        Page page = user.signIn();
        AccountUser.go(page, "/account/lists");
        String file =
                "list;sender;note\nverte;anna@partner.example;=cmd|x\nrouge;shop.example;\nverte;demo.ecluse.test;\n";
        page.locator("[id='import:file']")
                .setInputFiles(new FilePayload("lists.csv", "text/csv", file.getBytes(StandardCharsets.UTF_8)));
        page.locator("[id='import:take']").click();

        assertThat(page.locator("[id='messages']")).containsText("2 nouvelles entrées");
        assertThat(page.locator("[id='import']")).containsText("4: demo.ecluse.test");
        APIResponse given =
                page.request().get(TestServer.https("/account/lists.csv").toString());
        assertThat(given.headers().get("content-disposition")).startsWith("attachment");
        assertThat(given.text().lines().skip(1))
                .containsExactly("green,anna@partner.example,'=cmd|x,", "red,shop.example,,");
    }

    @Test
    @Covers({"R3.9", "R3.13"})
    void theLevelCountsFromTheNextMailOn() throws Exception {
        AccountUser user = new AccountUser(console, "level");
        Page page = user.signIn();
        AccountUser.go(page, "/account/profile");
        page.getByLabel("Aucun :").check();
        page.locator("[id='level:save']").click();
        assertThat(page.locator("[id='level']")).containsText("Nous vous conseillons de rétablir");

        String passes = "passes " + user.address();
        Post.newsletter(user.address(), "news@shop.example", passes);
        console.mailbox().awaits(user.address(), passes);

        page.locator("[id='level:restore']").click();
        assertThat(page.locator("[id='level:restore']")).hasCount(0);
        String held = "held " + user.address();
        Post.newsletter(user.address(), "news@shop.example", held);
        AccountUser.go(page, "/account/quarantine");
        assertThat(row(page, held)).hasCount(1);

        AccountUser.go(page, "/account/profile");
        page.locator("[id='report:wanted']").check();
        page.locator("[id='report:hour']").selectOption("17");
        page.locator("[id='report:locale']").selectOption("en");
        page.locator("[id='report:save']").click();
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        assertThat(page.locator("[id='report:hour']")).hasValue("17");
    }

    @Test
    @Covers({"R3.8", "B14"})
    void aHeldMessageIsLookedAtSafelyAndTheLookIsTold() throws Exception {
        AccountUser user = new AccountUser(console, "look");
        String subject = "<img src=x onerror=document.title='owned'> " + user.address();
        String id = Post.newsletterWithFile(
                user.address(),
                subject,
                "<p>Our newsletter: <b>special offers</b> until Sunday.</p><script>document.title='owned'</script>"
                        + "<img src='https://tracker.example/pixel.png' alt='A shoe' onerror=\"document.title='owned'\">"
                        + "<form action='https://evil.example/'><input name=password><button>Go</button></form>"
                        + "<a href='https://evil.example/login'>Unsubscribe</a>"
                        + "<div style='position:fixed;inset:0;background:red' onclick=\"document.title='owned'\">over</div>",
                "prices<script>.txt");
        console.open("copy?id=" + id + ".1");
        Page page = user.signIn();
        List<String> foreign = new ArrayList<>();
        page.onRequest(request -> {
            if (!request.url().startsWith(TestServer.https("/").toString())
                    && !request.url().startsWith("data:")) {
                foreign.add(request.url());
            }
        });

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(subject))
                .click();
        page.waitForURL(Pattern.compile(".*/account/message.*"));
        Locator shown = page.locator("div.foreign");
        assertThat(shown).containsText("special offers");
        assertThat(shown).containsText("Unsubscribe <https://evil.example/login>");
        assertThat(shown.locator("a, img, form, input, button, script, [style], [onclick]"))
                .hasCount(0);
        assertThat(page.locator("main")).containsText("prices<script>.txt");
        assertThat(page.title()).doesNotContain("owned");
        assertThat(foreign).isEmpty();
        looksRight(page, "/account/message?id=" + id + ".1");

        press(page.locator("[id='act']"), "Liste verte");
        assertThat(page.locator("[id='messages']")).containsText("news@shop.example figure sur votre liste verte");
        press(page.locator("[id='act']"), "Retirer de la liste");
        assertThat(page.locator("[id='act:green']")).hasCount(1);
        press(page.locator("[id='act']"), "Délivrer");
        assertThat(page.locator("[id='messages']")).containsText("En route");
        console.mailbox().awaits(user.address(), subject);

        AccountUser.go(page, "/account/history");
        Locator lines = page.locator("[id='history:table_data'] tr");
        assertThat(lines.filter(new Locator.FilterOptions().setHasText("administrateur du service")))
                .hasCount(1);
        assertThat(lines.filter(new Locator.FilterOptions().setHasText("Délivré de la quarantaine")))
                .hasCount(1);
        looksRight(page, "/account/history");
    }

    @Test
    @Covers({"R3.7", "B1"})
    void nobodyReachesAnothersMessageNorActsWithoutThePage() throws Exception {
        AccountUser other = new AccountUser(console, "other");
        AccountUser user = new AccountUser(console, "mine");
        String id = Post.newsletter(other.address(), "news@shop.example", "not yours " + other.address());
        Page page = user.signIn();

        assertThat(page.request()
                        .get(TestServer.https("/account/message?id=" + id + ".1")
                                .toString())
                        .status())
                .isEqualTo(404);
        // What a foreign page could post in this browser: the cookie goes with it, the page's own token does not.
        APIResponse forged = page.request()
                .post(
                        TestServer.https("/account/lists").toString(),
                        RequestOptions.create()
                                .setForm(FormData.create()
                                        .set("entry", "entry")
                                        .set("entry:colour", "BLOCK")
                                        .set("entry:sender", SENDER)
                                        .set("entry:save", "entry:save")));
        assertThat(forged.status()).isLessThan(500);
        AccountUser.go(page, "/account/lists");
        assertThat(page.locator("[id='lines']")).containsText("Personne ne figure sur vos listes");

        Page stranger = console.asStranger("fr");
        AccountUser.go(stranger, "/account/message?id=" + id + ".1");
        assertThat(stranger).hasURL(Pattern.compile(".*/account-link"));
        assertThat(stranger.request()
                        .get(TestServer.https("/account/lists.csv").toString())
                        .url())
                .endsWith("/account-link");
    }

    private static void add(Page page, String colour, String sender) {
        page.locator("[id='entry:colour']").selectOption(colour.equals("green") ? "ALLOW" : "BLOCK");
        page.locator("[id='entry:sender']").fill(sender);
        page.locator("[id='entry:save']").click();
    }

    private static Locator row(Page page, String text) {
        return page.locator(".ui-datatable tbody tr").filter(new Locator.FilterOptions().setHasText(text));
    }

    private static void press(Locator within, String name) {
        within.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^" + name)))
                .click();
    }

    private void looksRight(Page page, String address) {
        PageLook look = new PageLook(page);
        String name = "filled-" + address.replaceAll("\\?.*", "").replaceAll(".*/", "");
        for (int width : List.of(Console.WIDE, Console.NARROW)) {
            console.setWidth(width);
            AccountUser.go(page, address);
            look.sideways(address);
            look.barriers(address);
            look.keepPicture("fr", name, width == Console.WIDE ? "desk" : "phone");
        }
        console.setWidth(Console.WIDE);
        assertThat(look.faults()).isEmpty();
    }
}
