package org.ecluse.link;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ecluse.link.LandingPage.Fact;
import org.ecluse.link.LandingPage.Tone;
import org.ecluse.text.Templates;
import org.ecluse.text.Texts;

/**
 * What a sender reads behind the address in a refusal of the grey zone (B7). It holds no address and tells of no recipient.
 *
 * @param lead what to do, in words
 * @param reasons what was noticed about the sending server
 * @param sentences why there is such a delay at all
 */
public record DelayPage(
        Tone tone, String title, String lead, List<Fact> facts, List<String> reasons, List<String> sentences) {
    public DelayPage {
        facts = List.copyOf(facts);
        reasons = List.copyOf(reasons);
        sentences = List.copyOf(sentences);
    }

    public String html(Texts texts) {
        return Templates.fill(
                "link/delay.ftlh",
                texts,
                Map.of(
                        "style",
                        LandingStyle.CSS,
                        "other",
                        texts.locale().equals(Locale.FRENCH) ? "en" : "fr",
                        "tone",
                        tone.name().toLowerCase(Locale.ROOT),
                        "title",
                        title,
                        "lead",
                        lead,
                        "facts",
                        facts.stream()
                                .map(fact -> Map.of("label", fact.label(), "value", fact.value()))
                                .toList(),
                        "reasons",
                        reasons,
                        "sentences",
                        sentences));
    }
}
