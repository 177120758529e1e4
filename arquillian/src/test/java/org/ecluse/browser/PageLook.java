package org.ecluse.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What may be wrong with a page whatever it is about, gathered over several pages. */
final class PageLook {
    private static final Pattern KEY = Pattern.compile("(?<![\\w@/.-])[a-z][\\w-]*(?:\\.[\\w-]+)+");
    private static final Pattern CONSTANT = Pattern.compile("\\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\\b");
    private static final Pattern LEFTOVER =
            Pattern.compile("\\?\\?\\?|#\\{|Optional[\\[.]|\\borg\\.ecluse\\.|\\bnull\\b");
    private static final List<String> GRAVE = List.of("serious", "critical");
    private static final String ANALYSIS = """
            async grave => {
              const found = await axe.run(document, { resultTypes: ['violations'] });
              return found.violations.filter(each => grave.includes(each.impact))
                .map(each => each.help + ' at ' + each.nodes[0].html.slice(0, 200));
            }
            """;
    private static final Set<String> KEYS = keys();

    private final Page page;
    private final List<String> faults = new ArrayList<>();

    PageLook(Page page) {
        this.page = page;
    }

    List<String> faults() {
        return faults;
    }

    /** Keys, constants and other things that only programmers should see. */
    void rawWords(String address) {
        String text = page.locator("body").innerText();
        Matcher key = KEY.matcher(text);
        while (key.find()) {
            if (KEYS.contains(key.group())) {
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

    void sideways(String address) {
        int content = (Integer) page.evaluate("document.documentElement.scrollWidth");
        int width = (Integer) page.evaluate("document.documentElement.clientWidth");
        if (content > width) {
            faults.add(address + " is " + content + " pixels wide on a screen of " + width);
        }
    }

    /** For the eye: below {@code target/pages}. */
    void keepPicture(String language, String address, String screen) {
        String file = address.replaceAll("[?&=].*", "") + "-" + language + "-" + screen + ".png";
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target", "pages", file)));
    }

    /** All rules of axe-core. Run in the page itself: the library's own way opens a second page for each analysis and takes seconds. */
    void barriers(String address) {
        if (!(Boolean) page.evaluate("typeof axe === 'object'")) {
            page.evaluate(AxeBuilder.getAxeScript());
        }
        for (Object violation : (List<?>) page.evaluate(ANALYSIS, GRAVE)) {
            faults.add(address + ": " + violation);
        }
    }

    private static Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        for (String bundle : List.of("console", "help", "symbols", "mail")) {
            keys.addAll(load("/org/ecluse/text/" + bundle + "_en.properties").stringPropertyNames());
        }
        return keys;
    }

    private static Properties load(String resource) {
        Properties properties = new Properties();
        try (InputStream in = PageLook.class.getResourceAsStream(resource)) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
