package org.ecluse.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecluse.e2e.Await;
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
        return signIn(address);
    }

    /** The same, where the user asks for the link under another name of the mailbox. */
    Page signIn(String asked) throws Exception {
        Page page = console.asStranger("fr");
        page.navigate(link(page, asked));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ouvrir mon compte"))
                .click();
        page.waitForURL(Pattern.compile(".*/account/quarantine"));
        return page;
    }

    /** The link to the account, as mailed to this user. */
    String link() throws Exception {
        return link(console.asStranger("fr"), address);
    }

    private String link(Page page, String asked) throws Exception {
        go(page, "/account-link");
        ask(page, asked);
        String mail =
                new Reports(console.mailbox()).awaitedBySubject(address, "Votre lien vers votre compte de messagerie");
        Matcher link = LINK.matcher(mail);
        if (!link.find()) {
            throw new AssertionError("no link in " + mail);
        }
        return link.group(1);
    }

    /** Asks for the link on the page that is open; again when too many mails were asked for from this machine within a minute. */
    static void ask(Page page, String asked) throws InterruptedException {
        Await.until("the link is asked for", Duration.ofMinutes(2), () -> {
            page.locator("[id='ask:address']").fill(asked);
            page.locator("[id='ask:go']").click();
            page.waitForLoadState();
            return page.locator("[id='ask:go']").count() == 0;
        });
    }

    static void go(Page page, String path) {
        page.navigate(TestServer.https(path).toString());
    }
}
