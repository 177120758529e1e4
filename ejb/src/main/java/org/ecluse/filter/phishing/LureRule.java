package org.ecluse.filter.phishing;

import java.util.List;
import java.util.Map;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.PlainWords;
import org.ecluse.reading.PhraseBook;

/** What the words want: a password, a card number, a payment. The beginning of a text says it, or the name of an attachment. */
final class LureRule implements PhishingRule {
    private static final int MOST_WORDS = 4000;
    private static final int MOST_NAME = 100;
    private static final int MOST_SHOWN = 6;
    private static final int MOST_COUNTED = 3;

    private final PhraseBook book;

    LureRule(PhraseBook book) {
        this.book = book;
    }

    @Override
    public void examine(PhishingView view, Signs signs) {
        String all = view.reading().words();
        StringBuilder said = new StringBuilder(all.substring(0, Math.min(all.length(), MOST_WORDS)));
        view.reading().fileNames().forEach(name -> PlainWords.append(name, MOST_NAME, said));
        String words = said.toString();
        Map<String, List<String>> found = book.findIn(words);
        add(found.getOrDefault("ACCOUNT", List.of()), PhishingSign.LURE, signs);
        if (!view.isOrdinaryBulk()) {
            add(found.getOrDefault("PRIZE", List.of()), PhishingSign.PRIZE, signs);
        }
        add(found.getOrDefault("MONEY", List.of()), PhishingSign.MONEY_ORDER, signs);
        for (EmailAddress recipient : view.mail().envelope().recipients()) {
            String address = PlainWords.of(recipient.key(), 100);
            if (!view.hasThread() && words.contains(address)) {
                signs.add(PhishingSign.TEXT_NAMES_RECIPIENT, recipient.toString());
            }
        }
    }

    private static void add(List<String> phrases, PhishingSign sign, Signs signs) {
        if (!phrases.isEmpty()) {
            signs.add(
                    sign,
                    Math.min(MOST_COUNTED, phrases.size()),
                    String.join(", ", phrases.subList(0, Math.min(phrases.size(), MOST_SHOWN))));
        }
    }
}
