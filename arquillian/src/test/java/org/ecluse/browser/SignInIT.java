package org.ecluse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.ecluse.it.TestServer;
import org.ecluse.testkit.Covers;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Coming in and leaving. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Covers("R5.8")
class SignInIT {
    private static final Pattern SUMMARY = Pattern.compile(".*/console/summary.*");
    private static final Pattern SIGN_IN = Pattern.compile(".*/sign-in.*");

    @RegisterExtension
    final Console console = new Console();

    @Test
    void everyPageAsksAStrangerToSignIn() {
        Page page = console.asStranger("en");

        page.navigate(TestServer.https("/console/queue").toString());

        assertThat(page).hasURL(SIGN_IN);
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Sign in")))
                .isVisible();
    }

    @Test
    void aWrongPasswordIsSaidInTheBrowsersLanguageAndTheRightOneOpensTheSummary() {
        Page page = console.asStranger("fr");
        page.navigate(TestServer.https("/").toString());

        Console.signIn(page, "admin", "not the password");
        assertThat(page.locator("#messages")).containsText("Le nom d'utilisateur ou le mot de passe est incorrect.");
        assertThat(console.byId("sign-in:password")).hasValue("");
        assertThat(console.byId("sign-in:user")).hasValue("admin");

        Console.signIn(page, "admin", TestServer.adminPassword());
        assertThat(page).hasURL(SUMMARY);
        assertThat(page.locator(".session .who")).hasText("admin");
    }

    @Test
    void whoSignsOutIsOut() {
        Page page = console.asStranger("en");
        Console.signInAsAdministrator(page);
        String cookies = page.context().cookies().toString();

        console.click("session:sign-out");

        assertThat(page).hasURL(SIGN_IN);
        page.goBack();
        assertThat(page).hasURL(SIGN_IN);
        page.navigate(TestServer.https("/console/summary").toString());
        assertThat(page).hasURL(SIGN_IN);
        assertThat(page.context().cookies().toString()).isNotEqualTo(cookies);
    }

    @Test
    void theKeyboardAloneSignsInAndFindsTheWayThroughTheMenu() {
        Page page = console.asStranger("en");
        page.navigate(TestServer.https("/sign-in").toString());

        assertThat(console.byId("sign-in:user")).isFocused();
        page.keyboard().type("admin");
        page.keyboard().press("Tab");
        page.keyboard().type(TestServer.adminPassword());
        page.keyboard().press("Enter");
        assertThat(page).hasURL(SUMMARY);
        page.waitForLoadState(); // the address changes before there is a page whose first stop could be found

        page.keyboard().press("Tab");
        assertThat(page.getByText("Skip to the content")).isFocused();
        tabTo(page, "Quarantine");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile(".*/console/quarantine.*"));
        assertThat(page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Quarantine").setExact(true)))
                .hasAttribute("aria-current", "page");
    }

    /** As often as it takes, within reason; each stop must be visible. */
    private static void tabTo(Page page, String link) {
        for (int stops = 0; stops < 25; stops++) {
            page.keyboard().press("Tab");
            Object text = page.evaluate("document.activeElement.innerText.trim()");
            boolean visible =
                    (Boolean) page.evaluate("(() => { const box = document.activeElement.getBoundingClientRect();"
                            + " return box.width > 0 && box.height > 0; })()");
            assertThat(visible).as("focus on " + text).isTrue();
            if (link.equals(text)) {
                return;
            }
        }
        throw new AssertionError("no " + link + " within 25 stops");
    }
}
