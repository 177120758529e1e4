package org.ecluse.link;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ecluse.text.Templates;
import org.ecluse.text.Texts;

/**
 * What the page behind a link shows. It works without JavaScript and loads nothing.
 *
 * @param tone what kind of news it is
 * @param facts label and value of what the link is about, in order; values may be hostile
 * @param action the one thing the page can do
 */
public record LandingPage(
        Tone tone, String title, List<String> sentences, List<Fact> facts, Optional<Action> action, String caution) {
    /** How the page looks. */
    public enum Tone {
        QUESTION,
        DONE,
        PROBLEM
    }

    /** A line about the message. */
    public record Fact(String label, String value) {}

    /** @param path where the button posts to; empty: to the page's own address */
    public record Action(String button, Optional<String> path) {}

    public LandingPage {
        sentences = List.copyOf(sentences);
        facts = List.copyOf(facts);
    }

    /** A page that only says something. */
    public static LandingPage saying(Tone tone, String title, String... sentences) {
        return new LandingPage(tone, title, List.of(sentences), List.of(), Optional.empty(), "");
    }

    public String html(Texts texts) {
        return Templates.fill(
                "link/landing.ftlh",
                texts,
                Map.of(
                        "style",
                        LandingStyle.CSS,
                        "tone",
                        tone.name().toLowerCase(Locale.ROOT),
                        "title",
                        title,
                        "sentences",
                        sentences,
                        "facts",
                        facts.stream()
                                .map(fact -> Map.of("label", fact.label(), "value", fact.value()))
                                .toList(),
                        "button",
                        action.map(Action::button).orElse(""),
                        "path",
                        action.flatMap(Action::path).orElse(""),
                        "caution",
                        caution));
    }
}
