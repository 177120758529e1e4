package org.ecluse.filter.bulk;

import java.util.List;
import java.util.Map;
import org.ecluse.mail.PlainWords;
import org.ecluse.reading.PhraseBook;
import org.ecluse.reading.Reading;

/** What a message talks about: phrases by class, those of its subject apart from those of its text. */
final class BulkWords {
    private static final PhraseBook BOOK = PhraseBook.of(BulkWords.class, "words.txt");
    private static final int MOST_SUBJECT = 300;

    /** The beginning says what a message is about; its end is the same small print everywhere. */
    private static final int BEGINNING = 1500;

    /** Whole text in which the offer to leave is looked for. */
    private static final int WHOLE = 20_000;

    private static final double SUBJECT_PHRASE = 3;
    private static final double MOST_OF_TEXT = 6;
    /** So much praise or news, and so many times more than of anything its reader did. */
    private static final double PROMOTED = 5;

    private static final double TIMES_MORE = 2;

    private final Map<String, List<String>> subject;
    private final Map<String, List<String>> beginning;
    private final Map<String, List<String>> whole;

    private BulkWords(
            Map<String, List<String>> subject, Map<String, List<String>> beginning, Map<String, List<String>> whole) {
        this.subject = subject;
        this.beginning = beginning;
        this.whole = whole;
    }

    static BulkWords of(String subjectLine, Reading reading) {
        String subject = PlainWords.of(subjectLine, MOST_SUBJECT);
        String words = reading.words();
        String text = words.startsWith(subject) ? words.substring(subject.length() - 1) : words;
        return new BulkWords(
                BOOK.findIn(subject),
                BOOK.findIn(text.substring(0, Math.min(text.length(), BEGINNING))),
                BOOK.findIn(text.substring(0, Math.min(text.length(), WHOLE))));
    }

    /** How much the message speaks of a class, 0 upwards. */
    double about(String group) {
        return SUBJECT_PHRASE * inSubject(group)
                + Math.min(
                        MOST_OF_TEXT, beginning.getOrDefault(group, List.of()).size());
    }

    /** Different phrases of a class in the subject. */
    int inSubject(String group) {
        return subject.getOrDefault(group, List.of()).size();
    }

    /** Speaks of offers or news, and hardly of an order, a bill or a meeting. */
    boolean promotes() {
        double promoted = Math.max(about("COMMERCIAL"), about("EDITORIAL"));
        return promoted >= PROMOTED && promoted >= TIMES_MORE * about("TRANSACTIONAL");
    }

    boolean offersToLeave() {
        return whole.containsKey("UNSUBSCRIBE");
    }

    boolean isOnlineToo() {
        return whole.containsKey("ONLINE");
    }
}
