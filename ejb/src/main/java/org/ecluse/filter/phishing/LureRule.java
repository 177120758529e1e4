package org.ecluse.filter.phishing;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.FreeMail;
import org.ecluse.mail.PlainWords;
import org.ecluse.reading.PhraseBook;

/** What the words want: a password, a card number, a payment. The beginning of a text says it, or the name of an attachment. */
final class LureRule implements PhishingRule {
    private static final int MOST_WORDS = 4000;
    private static final int MOST_NAME = 100;
    private static final int MOST_SHOWN = 6;
    private static final int MOST_COUNTED = 3;
    /** Friends ask whether one is there, too; together with these the order is a stranger's. */
    private static final int APPROACHES = 2;

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
        orders(found, view, signs);
        for (EmailAddress recipient : view.mail().envelope().recipients()) {
            String address = PlainWords.of(recipient.key(), 100);
            if (!view.hasThread() && words.contains(address)) {
                signs.add(PhishingSign.TEXT_NAMES_RECIPIENT, recipient.toString());
            }
        }
    }

    /** An order to pay from a free mailbox, or one to pay elsewhere whose answers go to one: that is what the senders have in common. */
    private static void orders(Map<String, List<String>> found, PhishingView view, Signs signs) {
        List<String> approach = apart(found.getOrDefault("MONEY", List.of()));
        List<String> order = found.getOrDefault("ORDER", List.of());
        List<String> reroute = found.getOrDefault("REROUTE", List.of());
        List<String> all =
                Stream.of(approach, order, reroute).flatMap(List::stream).toList();
        add(all, PhishingSign.MONEY_ORDER, signs);
        boolean fromFree =
                view.from().filter(from -> FreeMail.isFree(from.domain())).isPresent();
        if (fromFree && !view.hasThread() && !order.isEmpty() && approach.size() >= APPROACHES) {
            signs.add(
                    PhishingSign.ORDER_FROM_FREE,
                    String.join(", ", approach.subList(0, APPROACHES)) + ", " + order.get(0));
        }
        boolean repliesToFree = view.repliesTo().stream().anyMatch(reply -> FreeMail.isFree(reply.domain()));
        if (!fromFree && repliesToFree && !reroute.isEmpty()) {
            signs.add(PhishingSign.PAYMENT_REROUTED, reroute.get(0));
        }
    }

    /** Without those that are said within another. */
    private static List<String> apart(List<String> phrases) {
        return phrases.stream()
                .filter(phrase -> phrases.stream()
                        .noneMatch(other -> !other.equals(phrase) && (" " + other + " ").contains(" " + phrase + " ")))
                .toList();
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
