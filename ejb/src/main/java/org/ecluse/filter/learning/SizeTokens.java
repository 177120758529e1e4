package org.ecluse.filter.learning;

import org.ecluse.mail.ParsedMessage;
import org.ecluse.reading.Link;
import org.ecluse.reading.Reading;

/** How much a message says for how many places it leads to, and whether it answers another. */
final class SizeTokens {
    private static final int MOST_TEXT = 60_000;
    private static final int MOST_LINKS = 60;
    private static final int MOST_HOSTS = 4;

    private SizeTokens() {}

    static void add(ParsedMessage parsed, Reading reading, TokenBag bag) {
        boolean answers = parsed.first("In-Reply-To").isPresent()
                || parsed.first("References").isPresent();
        String words = "words" + Scale.of(words(reading.words()));
        long hosts = reading.links().stream()
                .limit(MOST_LINKS)
                .filter(Link::isWeb)
                .map(Link::host)
                .distinct()
                .limit(MOST_HOSTS)
                .count();
        bag.build(TokenHash.of('T', words + " hosts" + hosts));
        bag.build(TokenHash.of('T', words + " link" + (hosts > 0) + answers));
        bag.build(TokenHash.of('T', words + " pages" + reading.pages().size()));
    }

    private static long words(String text) {
        return text.substring(0, Math.min(text.length(), MOST_TEXT))
                .chars()
                .filter(c -> c == ' ')
                .count();
    }
}
