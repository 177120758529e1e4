package org.ecluse.server.greylist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.greylist.GreyDecision.Kind;
import org.ecluse.policy.Doubt;
import org.ecluse.testkit.Covers;
import org.ecluse.text.Texts;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a delayed sender reads. */
@Covers("B7")
class DelayPagesTest {
    private static final String SENDER = "private.person@sender.example";

    private GreyWorld world;

    @BeforeEach
    void open() {
        world = new GreyWorld();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void tellsWhenToComeBackAndWhatWasSeen() {
        String id = delayed();
        Document english = page(id, "en");
        assertThat(english.select("html").attr("lang")).isEqualTo("en");
        assertThat(english.text())
                .contains("This message has to come back once more")
                .contains("after 26 November 2026, 10:02:00 UTC and before 26 November 2026, 11:00:00 UTC")
                .contains("in 2 minutes at the earliest")
                .contains("does not expect mail from this server (~all)")
                .contains("Tries so far 1");
        Document french = page(id, "fr");
        assertThat(french.select("html").attr("lang")).isEqualTo("fr");
        assertThat(french.text())
                .contains("après 26 novembre 2026, 10:02:00 UTC", "dans 2 minutes au plus tôt", "Essais jusqu'ici 1");
    }

    @Test
    void followsTheWindow() {
        String id = delayed();
        world.clock.forward(Duration.ofSeconds(75));
        assertThat(page(id, "en").text()).contains("in 45 seconds at the earliest");
        world.clock.forward(Duration.ofMinutes(5));
        assertThat(page(id, "en").text()).contains("accepted when the server tries again now");
        world.clock.forward(Duration.ofHours(2));
        assertThat(page(id, "en").text()).contains("The time for the second try ended at");
        world.clock.forward(Duration.ofHours(10));
        assertThat(page(id, "en").text()).isEqualTo(page("A".repeat(22), "en").text());
    }

    @Test
    void saysWhenTheSenderHasPassed() {
        String id = delayed();
        world.clock.forward(Duration.ofMinutes(3));
        assertThat(world.from(SENDER).outcome()).isEqualTo("GREY_PASSED");
        assertThat(page(id, "en").text()).contains("no longer delayed");
    }

    @Test
    void holdsNoAddressAndTellsNothingOfTheRecipient() {
        String id = delayed();
        for (String language : new String[] {"en", "fr"}) {
            assertThat(page(id, language).html())
                    .doesNotContain("private.person")
                    .doesNotContain("sender.example")
                    .doesNotContain("alice")
                    .doesNotContain("demo.example")
                    .doesNotContain("192.0.2.17")
                    .doesNotContain("Demo");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAA", "../../etc/passwd", "' OR '1'='1", "<script>alert(1)</script>"
            })
    void explainsInGeneralWhateverElseIsAsked(String id) {
        delayed();
        Document page = page(id, "en");
        assertThat(page.text()).contains("asked to come back a little later", "between two minutes and one hour");
        assertThat(page.select("script")).isEmpty();
    }

    @Test
    void leadsToTheOtherLanguage() {
        String id = delayed();
        assertThat(page(id, "en").select("a.switch").attr("href")).isEqualTo("?lang=fr");
        assertThat(page(id, "fr").select("a.switch").attr("href")).isEqualTo("?lang=en");
        assertThat(DelayPages.busy(Texts.ofMail("fr")).html(Texts.ofMail("fr"))).contains("Attendez une minute");
    }

    @ParameterizedTest
    @EnumSource(Doubt.class)
    void everyDoubtHasASentence(Doubt doubt) {
        for (String language : new String[] {"en", "fr"}) {
            assertThat(Texts.ofMail(language).find("delay.doubt." + doubt.name()))
                    .isPresent();
        }
    }

    private String delayed() {
        GreyAnswer answer = world.from(SENDER)
                .knownAs(new SenderFacts(
                        SenderFacts.SpfResult.SOFTFAIL,
                        Optional.of("sender.example"),
                        SenderFacts.ReverseName.UNKNOWN,
                        Optional.empty()))
                .decide();
        GreyAnswer.Delayed delayed = (GreyAnswer.Delayed) answer;
        assertThat(delayed.kind()).isEqualTo(Kind.FIRST);
        return delayed.id();
    }

    private Document page(String id, String language) {
        Texts texts = Texts.ofMail(language);
        return Jsoup.parse(world.pages.page(id, texts).html(texts));
    }
}
