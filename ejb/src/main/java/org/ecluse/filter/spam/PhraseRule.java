package org.ecluse.filter.spam;

import java.util.List;
import java.util.Map;
import org.ecluse.reading.PhraseBook;

/** What the message talks about, by phrases grouped into symbols. */
final class PhraseRule implements SpamRule {
    private static final int MOST_SHOWN = 6;

    private final PhraseBook book;

    PhraseRule(PhraseBook book) {
        this.book = book;
    }

    @Override
    public void examine(SpamView view, SpamNotes notes) {
        Map<String, List<String>> found = book.findIn(view.words());
        found.forEach((symbol, phrases) -> notes.add(
                symbol,
                multiplier(phrases.size()),
                String.join(", ", phrases.subList(0, Math.min(phrases.size(), MOST_SHOWN)))));
    }

    /** The second phrase of a group says less than the first: 1, 1.5, 2, … at most 3. */
    private static double multiplier(int different) {
        return Math.min(3, 0.5 + different * 0.5);
    }
}
