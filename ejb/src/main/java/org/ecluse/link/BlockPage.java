package org.ecluse.link;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ecluse.link.LandingPage.Fact;
import org.ecluse.link.LandingPage.Tone;
import org.ecluse.text.Templates;
import org.ecluse.text.Texts;

/**
 * What the postmaster of a listed server reads behind the address in a refusal (R1.8). It holds no address of anybody.
 *
 * @param lead what it means now
 * @param reasons what was seen
 * @param sentences how to leave the list
 */
public record BlockPage(
        Tone tone, String title, String lead, List<Fact> facts, List<String> reasons, List<String> sentences) {
    public BlockPage {
        facts = List.copyOf(facts);
        reasons = List.copyOf(reasons);
        sentences = List.copyOf(sentences);
    }

    public String html(Texts texts) {
        return Templates.fill(
                "link/block.ftlh",
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
