package org.ecluse.filter.learning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntUnaryOperator;
import org.ecluse.filter.Tokens;

/** Chooses the words that explain a score. */
final class TellingWords {
    private TellingWords() {}

    /**
     * Words of the mail with the highest values above 0, the highest first, none within another.
     *
     * @param value of the token with that number in the bag
     */
    static List<String> of(Tokens bag, IntUnaryOperator value, int most) {
        PriorityQueue<Integer> best = new PriorityQueue<>(Comparator.comparingInt(value::applyAsInt));
        for (int i = 0; i < bag.size(); i++) {
            if (value.applyAsInt(i) > 0 && !bag.quote(i).isEmpty()) {
                best.add(i);
                if (best.size() > most * 2) {
                    best.remove();
                }
            }
        }
        List<Integer> order = new ArrayList<>(best);
        order.sort(Comparator.comparingInt(value::applyAsInt).reversed());
        List<String> words = new ArrayList<>();
        for (int i : order) {
            String quote = bag.quote(i);
            if (words.size() < most && words.stream().noneMatch(w -> w.contains(quote) || quote.contains(w))) {
                words.add(quote);
            }
        }
        return words;
    }
}
