package org.ecluse.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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

    @RegisterExtension
    final Console console = new Console();

    @BeforeAll
    static void fillTheTables() throws IOException {
        Post.newsletter("alice@" + DEMO, "news@shop.example", "Autumn news");
        Post.spam("alice@" + DEMO, "You have WON!!!");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void speaksTheLanguageAndFitsTheScreen(String language) {
        console.speak(language);
        PageLook look = new PageLook(console.page());
        for (String address : addresses()) {
            console.setWidth(Console.WIDE);
            console.open(address);
            assertThat(console.page().locator("html").getAttribute("lang")).isEqualTo(language);
            look.rawWords(address);
            look.sideways(address);
            look.keepPicture(language, address, "desk");
            console.setWidth(Console.NARROW);
            look.sideways(address);
            look.keepPicture(language, address, "phone");
        }
        assertThat(look.faults()).isEmpty();
    }

    @Test
    void hasNoBarriers() {
        PageLook look = new PageLook(console.page());
        for (String address : addresses()) {
            for (int width : List.of(Console.WIDE, Console.NARROW)) {
                console.setWidth(width);
                console.open(address);
                look.barriers(address);
            }
        }
        assertThat(look.faults()).isEmpty();
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
        addresses.add("why?address=alice@" + DEMO);
        console.open("tracking");
        addresses.add(nameOf(console.row("You have WON!!!").first().locator("a").first()));
        return List.copyOf(addresses);
    }

    private static String nameOf(Locator link) {
        String href = link.getAttribute("href");
        return href.substring(href.indexOf("/console/") + "/console/".length());
    }
}
