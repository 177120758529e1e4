package org.ecluse.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One browser for all tests: Debian's. Whoever asks first starts it, the end of the run closes it. */
final class Chromium implements AutoCloseable {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Chromium.class);
    private static final double PATIENCE_MILLIS = 30_000;
    private static final Path EXECUTABLE = Path.of("/usr/bin/chromium");

    private final Playwright playwright;
    private final Browser browser;

    /** Cookies of a signed-in administrator, so that not every test signs in; "" before the first did. */
    private String session = "";

    private Chromium() {
        // A busy machine is slow, not wrong.
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(EXECUTABLE)
                        .setArgs(List.of("--no-sandbox")));
    }

    static Chromium of(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Chromium.class, ignored -> new Chromium(), Chromium.class);
    }

    /** A page with cookies of its own. @param language of the browser */
    Page freshPage(String language) {
        return page(new Browser.NewContextOptions().setLocale(language));
    }

    /** A page of the administrator, whom {@code signIn} signs in on a fresh page if nobody did before. */
    Page signedInPage(SignIn signIn) {
        if (session.isEmpty()) {
            try (Page page = freshPage("en")) {
                signIn.on(page);
                session = page.context().storageState();
            }
        }
        return page(new Browser.NewContextOptions().setStorageState(session));
    }

    /** Whoever needs the administrator next signs in again. */
    void forgetSession() {
        session = "";
    }

    private Page page(Browser.NewContextOptions options) {
        // The certificate of the tests is its own authority.
        return browser.newContext(options.setIgnoreHTTPSErrors(true)).newPage();
    }

    /** How to sign in. */
    interface SignIn {
        void on(Page page);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
