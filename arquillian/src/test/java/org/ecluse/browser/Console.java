package org.ecluse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.ecluse.it.TestServer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The console in a browser of which each test has its own page, signed in as administrator and speaking English. A test fails if the
 * browser reported an error, or the server answered with one, while it ran.
 */
final class Console implements BeforeEachCallback, AfterEachCallback {
    static final int WIDE = 1280;
    static final int NARROW = 390;
    private static final int HEIGHT = 900;
    private static final int FIRST_SERVER_ERROR = 500;

    private final List<String> troubles = new ArrayList<>();
    private Chromium chromium;
    private Mailbox mailbox;
    private Page page;

    @Override
    public void beforeEach(ExtensionContext context) {
        chromium = Chromium.of(context);
        mailbox = Mailbox.of(context);
        use(chromium.signedInPage(Console::signInAsAdministrator));
        open("summary");
        speak("en");
    }

    @Override
    public void afterEach(ExtensionContext context) {
        page.context().close();
        assertThat(troubles).as("what the browser complained about").isEmpty();
    }

    /** Goes on as somebody who never was here. @param language of the browser */
    Page asStranger(String language) {
        page.context().close();
        use(chromium.freshPage(language));
        return page;
    }

    private void use(Page next) {
        page = next;
        page.setViewportSize(WIDE, HEIGHT);
        page.onPageError(problem -> troubles.add(page.url() + ": " + problem));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                troubles.add(page.url() + ": " + message.text());
            }
        });
        page.onResponse(response -> {
            if (response.status() >= FIRST_SERVER_ERROR) {
                troubles.add(response.url() + ": " + response.status());
            }
        });
    }

    static void signInAsAdministrator(Page page) {
        page.navigate(TestServer.https("/sign-in").toString());
        signIn(page, "admin", TestServer.adminPassword());
        page.waitForURL(Pattern.compile(".*/console/summary.*"));
    }

    static void signIn(Page page, String userName, String password) {
        page.locator("[id='sign-in:user']").fill(userName);
        page.locator("[id='sign-in:password']").fill(password);
        page.locator("[id='sign-in:go']").click();
    }

    Page page() {
        return page;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    /** Opens a page of the console. @param address such as {@code domain?name=demo.ecluse.test} */
    void open(String address) {
        Response response =
                page.navigate(TestServer.https("/console/" + address).toString());
        assertThat(response.status()).as(address).isEqualTo(200);
    }

    /** Has the account speak this language from now on. */
    void speak(String language) {
        if (!language.equals(page.locator("html").getAttribute("lang"))) {
            page.locator("[id='session:language']").click();
            assertThat(page.locator("html")).hasAttribute("lang", language);
        }
    }

    void setWidth(int pixels) {
        page.setViewportSize(pixels, HEIGHT);
    }

    Locator byId(String id) {
        return page.locator("[id='" + id + "']");
    }

    void fill(String id, String value) {
        byId(id).fill(value);
    }

    /** Chooses by what the menu shows. */
    void choose(String id, String label) {
        byId(id).selectOption(new com.microsoft.playwright.options.SelectOption().setLabel(label));
    }

    void click(String id) {
        byId(id).click();
    }

    /** Presses a button, found by the name that it has for everyone. */
    void press(String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    /** Searches and waits for the answer: a row that is ticked while the table is still being renewed is ticked no more. */
    void search() {
        press("Search");
        page.waitForCondition(() -> (Boolean) page.evaluate("PrimeFaces.ajax.Queue.isEmpty()"));
    }

    /** Says yes to the question in the open dialogue, which must be about {@code subject}. */
    void confirm(String subject) {
        Locator dialog = page.locator(".ui-confirm-dialog:visible, .ui-confirmdialog:visible");
        assertThat(dialog).containsText(subject);
        dialog.locator(".ui-confirmdialog-yes").click();
    }

    /** Says no to the open question. */
    void decline() {
        page.locator(".ui-confirmdialog-no:visible").click();
        assertThat(page.locator(".ui-confirmdialog-no:visible")).hasCount(0);
    }

    /** Waits for the console to say this. */
    void says(String sentence) {
        assertThat(page.locator("#messages")).containsText(sentence);
    }

    /** The row of a table that shows this text. */
    Locator row(String text) {
        return page.locator(".ui-datatable tbody tr").filter(new Locator.FilterOptions().setHasText(text));
    }
}
