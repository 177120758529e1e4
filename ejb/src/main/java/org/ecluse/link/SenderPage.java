package org.ecluse.link;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ecluse.link.LandingPage.Fact;
import org.ecluse.link.LandingPage.Tone;
import org.ecluse.text.Templates;
import org.ecluse.text.Texts;

/**
 * What the postmaster of a sending server reads behind the address in a refusal: of the grey zone (B7), or of the block list (R1.8). It holds
 * no address of anybody and tells of no recipient.
 *
 * @param lead what it means and what to do, in words
 * @param reasons what was noticed about the sending server
 * @param sentences why there is such a thing at all, or how to leave it
 */
public record SenderPage(
        Topic topic,
        Tone tone,
        String title,
        String lead,
        List<Fact> facts,
        List<String> reasons,
        List<String> sentences) {
    /** What the page is about; names its fixed texts. */
    public enum Topic {
        DELAY,
        BLOCK
    }

    public SenderPage {
        facts = List.copyOf(facts);
        reasons = List.copyOf(reasons);
        sentences = List.copyOf(sentences);
    }

    public String html(Texts texts) {
        return Templates.fill(
                "link/sender.ftlh",
                texts,
                Map.of(
                        "style",
                        LandingStyle.CSS,
                        "other",
                        texts.locale().equals(Locale.FRENCH) ? "en" : "fr",
                        "topic",
                        topic.name().toLowerCase(Locale.ROOT),
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
