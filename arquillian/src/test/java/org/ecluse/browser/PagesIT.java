package org.ecluse.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecluse.testkit.Covers;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page there is, in both languages, on a desk and on a phone. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Covers({"R5.3", "R5.4"})
class PagesIT {
    private static final String DEMO = "demo.ecluse.test";
    private static final Pattern KEY = Pattern.compile("(?<![\\w@/.-])[a-z][\\w-]*(?:\\.[\\w-]+)+");
    private static final Pattern CONSTANT = Pattern.compile("\\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\\b");
    private static final Pattern LEFTOVER =
            Pattern.compile("\\?\\?\\?|#\\{|Optional[\\[.]|\\borg\\.ecluse\\.|\\bnull\\b");
    private static final int HTML_SHOWN = 200;
    private static final Set<String> GRAVE = Set.of("serious", "critical");

    private static final Set<String> keys = new TreeSet<>();

    @RegisterExtension
    final Console console = new Console();

    @BeforeAll
    static void readKeysAndFillTheTables() throws IOException {
        for (String bundle : List.of("console", "help", "symbols", "mail")) {
            keys.addAll(load("/org/ecluse/text/" + bundle + "_en.properties").stringPropertyNames());
        }
        Post.newsletter("alice@" + DEMO, "news@shop.example", "Autumn news");
        Post.spam("alice@" + DEMO, "You have WON!!!");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void speaksTheLanguageAndFitsTheScreen(String language) {
        console.speak(language);
        List<String> faults = new ArrayList<>();
        for (String address : addresses()) {
            console.setWidth(Console.WIDE);
            console.open(address);
            assertThat(console.page().locator("html").getAttribute("lang")).isEqualTo(language);
            rawWords(address, faults);
            sideways(address, faults);
            keepPicture(language, address, "desk");
            console.setWidth(Console.NARROW);
            sideways(address, faults);
            keepPicture(language, address, "phone");
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void hasNoBarriers() {
        List<String> faults = new ArrayList<>();
        for (String address : addresses()) {
            for (int width : List.of(Console.WIDE, Console.NARROW)) {
                console.setWidth(width);
                console.open(address);
                barriers(address, faults);
            }
        }
        assertThat(faults).isEmpty();
    }

    /** The menu's pages, and those that lie behind them. */
    private List<String> addresses() {
        Set<String> addresses = new LinkedHashSet<>();
        for (Locator link : console.page().locator(".menu .wide a").all()) {
            addresses.add(nameOf(link));
        }
        assertThat(addresses).hasSizeGreaterThan(10);
        addresses.add("password");
        addresses.add("domain?name=" + DEMO);
        addresses.add("reports?name=" + DEMO);
        console.open("tracking");
        addresses.add(nameOf(console.row("You have WON!!!").first().locator("a").first()));
        return List.copyOf(addresses);
    }

    private static String nameOf(Locator link) {
        String href = link.getAttribute("href");
        return href.substring(href.indexOf("/console/") + "/console/".length());
    }

    /** Keys, constants and other things that only programmers should see. */
    private void rawWords(String address, List<String> faults) {
        String text = console.page().locator("body").innerText();
        Matcher key = KEY.matcher(text);
        while (key.find()) {
            if (keys.contains(key.group())) {
                faults.add(address + " shows the key " + key.group());
            }
        }
        for (Pattern pattern : List.of(CONSTANT, LEFTOVER)) {
            Matcher raw = pattern.matcher(text);
            while (raw.find()) {
                faults.add(address + " shows " + raw.group());
            }
        }
    }

    private void sideways(String address, List<String> faults) {
        int content = (Integer) console.page().evaluate("document.documentElement.scrollWidth");
        int width = (Integer) console.page().evaluate("document.documentElement.clientWidth");
        if (content > width) {
            faults.add(address + " is " + content + " pixels wide on a screen of " + width);
        }
    }

    /** For the eye: below {@code target/pages}. */
    private void keepPicture(String language, String address, String screen) {
        String file = address.replaceAll("[?&=].*", "") + "-" + language + "-" + screen + ".png";
        console.page()
                .screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target", "pages", file)));
    }

    private void barriers(String address, List<String> faults) {
        for (Rule violation : new AxeBuilder(console.page()).analyze().getViolations()) {
            if (GRAVE.contains(violation.getImpact())) {
                String html = violation.getNodes().get(0).getHtml();
                faults.add(address + ": " + violation.getHelp() + " at "
                        + html.substring(0, Math.min(html.length(), HTML_SHOWN)));
            }
        }
    }

    private static Properties load(String resource) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = PagesIT.class.getResourceAsStream(resource)) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return properties;
    }
}
