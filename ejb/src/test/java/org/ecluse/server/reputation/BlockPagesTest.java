package org.ecluse.server.reputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ecluse.server.reputation.ReputationWorld.CLIENT;

import java.time.Duration;
import java.util.Map;
import org.ecluse.filter.reputation.Observation;
import org.ecluse.testkit.Covers;
import org.ecluse.text.Texts;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the postmaster of a listed server reads. */
@Covers("R1.8")
class BlockPagesTest {
    private ReputationWorld world;

    @BeforeEach
    void open() {
        world = new ReputationWorld(Map.of());
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void tellsWhatWasSeenSinceWhenUntilWhenAndHowToLeave() {
        world.see(CLIENT, Observation.UNKNOWN_RECIPIENT, 1, 37);
        world.see(CLIENT, Observation.VIRUS, 1, 3);
        world.see(CLIENT, Observation.GOOD_MAIL, 1, 1);
        String id = world.only().id();
        Document english = page(id, "en");
        assertThat(english.select("html").attr("lang")).isEqualTo("en");
        assertThat(english.select("li").eachText())
                .containsExactly(
                        "37 messages were addressed to recipients that do not exist.", "3 messages carried a virus.");
        assertThat(english.text())
                .contains("Mail from this server is refused for now")
                .contains("26 November 2026, 10:00:00 UTC")
                .contains("postmaster@service.ecluse.test")
                .contains(id);
        assertThat(english.select("a.switch").attr("href")).isEqualTo("?lang=fr");
        Document french = page(id, "fr");
        assertThat(french.select("li").eachText().get(1)).isEqualTo("3 messages contenaient un virus.");
    }

    @Test
    void saysWhenItIsOnlyDoubtedAndWhenItIsOver() {
        world.see(CLIENT, Observation.UNKNOWN_RECIPIENT, 1, 20);
        String id = world.only().id();
        assertThat(page(id, "en").text()).contains("looked at more closely");
        world.clock.forward(Duration.ofHours(7));
        assertThat(page(id, "en").text()).contains("no longer on our list");
    }

    @Test
    void saysWhenItWasRemoved() {
        world.see(CLIENT, Observation.UNKNOWN_RECIPIENT, 1, 40);
        String id = world.only().id();
        world.listing.remove(world.platform, id);
        assertThat(page(id, "en").text()).contains("no longer on our list").doesNotContain("root");
    }

    @Test
    void holdsNoAddress() {
        world.see(CLIENT, Observation.UNKNOWN_RECIPIENT, 1, 40);
        for (String language : new String[] {"en", "fr"}) {
            assertThat(page(world.only().id(), language).html())
                    .doesNotContain(CLIENT)
                    .doesNotContain("Demo");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAA", "../../etc/passwd", "' OR '1'='1", "<script>alert(1)</script>"
            })
    void explainsInGeneralWhateverElseIsAsked(String id) {
        Document page = page(id, "en");
        assertThat(page.text()).contains("leaves the list by itself");
        assertThat(page.select("script")).isEmpty();
    }

    @Test
    void everyObservationHasASentenceInBothLanguages() {
        for (Observation what : Observation.values()) {
            for (String language : new String[] {"en", "fr"}) {
                boolean said = Texts.ofMail(language)
                        .find("block.seen." + what.name(), 2)
                        .isPresent();
                assertThat(said).as(what + " " + language).isEqualTo(what != Observation.GOOD_MAIL);
            }
        }
    }

    private Document page(String id, String language) {
        Texts texts = Texts.ofMail(language);
        return Jsoup.parse(world.pages.page(id, texts).html(texts));
    }
}
