package org.ecluse.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecluse.it.TestServer;
import org.ecluse.it.api.Api;

/** A user of the demonstration customer, made for one test, who signs in by a mailed link like everybody. */
final class AccountUser {
    private static final Pattern LINK = Pattern.compile("href=\"([^\"]+/l/[^\"]+)\"");

    private final Console console;
    private final String address;

    /** @param name with which the address begins */
    AccountUser(Console console, String name) {
        this.console = console;
        this.address = name + System.nanoTime() + "@demo.ecluse.test";
        Api.at(TestServer.http("/api/v1"))
                .as("admin", TestServer.adminPassword())
                .put("/domains/demo.ecluse.test/addresses/" + address, JsonValue.EMPTY_JSON_OBJECT)
                .is(200);
    }

    String address() {
        return address;
    }

    /** A browser of somebody new, in French, in which this user is signed in. */
    Page signIn() throws Exception {
        Page page = console.asStranger("fr");
        go(page, "/account-link");
        page.locator("[id='ask:address']").fill(address);
        page.locator("[id='ask:go']").click();
        String mail =
                new Reports(console.mailbox()).awaitedBySubject(address, "Votre lien vers votre compte de messagerie");
        Matcher link = LINK.matcher(mail);
        if (!link.find()) {
            throw new AssertionError("no link in " + mail);
        }
        page.navigate(link.group(1));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ouvrir mon compte"))
                .click();
        page.waitForURL(Pattern.compile(".*/account/quarantine"));
        return page;
    }

    static void go(Page page, String path) {
        page.navigate(TestServer.https(path).toString());
    }
}
