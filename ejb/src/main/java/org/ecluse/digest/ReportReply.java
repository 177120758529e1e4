package org.ecluse.digest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ecluse.mail.PlainWords;

/**
 * What somebody wrote above a report that is answered, for mail programmes that show no links: {@code délivrer 1 3}, {@code liste verte 2}.
 * A line counts if it is nothing else; the first other line after one ends it, so that nothing of the report itself, quoted, ever counts.
 *
 * @param acts in the order written, each once
 */
public record ReportReply(List<Act> acts) {
    /** As many as a report lists. */
    static final int MOST_ACTS = DigestContent.MAX_LINES;

    /** A greeting and an empty phrase, but not the heading of a quoted mail. */
    private static final int MOST_OTHER_LINES = 2;

    private static final int MOST_LINES = 40;
    private static final int LINE_LENGTH = 120;
    private static final Set<String> BETWEEN = Set.of("et", "and");
    private static final Set<String> UP_TO = Set.of("a", "to");

    /** One thing to do. @param line number of the message in the report, from 1 */
    public record Act(ReplyDeed deed, int line) {}

    public ReportReply {
        acts = List.copyOf(acts);
        if (acts.isEmpty() || acts.size() > MOST_ACTS) {
            throw new IllegalArgumentException("a reply has 1 to " + MOST_ACTS + " acts, not " + acts.size());
        }
    }

    /** Empty: nothing is asked for, or more than a report lists. @param text of the answer, quoted report and all */
    public static Optional<ReportReply> in(String text) {
        Set<Act> acts = new LinkedHashSet<>();
        int others = 0;
        for (String line : text.lines().limit(MOST_LINES).toList()) {
            if (line.isBlank()) {
                continue;
            }
            List<Act> written = acts(line);
            acts.addAll(written);
            if (written.isEmpty() && (!acts.isEmpty() || ++others > MOST_OTHER_LINES || isQuotedOrHeading(line))) {
                break;
            }
        }
        return acts.isEmpty() || acts.size() > MOST_ACTS
                ? Optional.empty()
                : Optional.of(new ReportReply(List.copyOf(acts)));
    }

    private static boolean isQuotedOrHeading(String line) {
        return line.startsWith(">") || line.indexOf(':') >= 0 || line.startsWith("--") || line.startsWith("__");
    }

    private static List<Act> acts(String line) {
        if (line.length() > LINE_LENGTH || line.startsWith(">")) {
            return List.of();
        }
        String ranges = line.replaceAll("([0-9])\\s*[-\u2013]\\s*(?=[0-9])", "$1 to ");
        List<String> words =
                Arrays.asList(PlainWords.of(ranges, LINE_LENGTH * 2).strip().split(" "));
        int first = firstNumber(words);
        Optional<ReplyDeed> deed = ReplyDeed.said(String.join(" ", words.subList(0, first)));
        return deed.isEmpty() || first == words.size()
                ? List.of()
                : acts(deed.get(), words.subList(first, words.size()));
    }

    private static int firstNumber(List<String> words) {
        int first = 0;
        while (first < words.size() && !isNumber(words.get(first))) {
            first++;
        }
        return first;
    }

    /** Numbers, {@code et} between them or not, {@code 2 à 4}; anything else is no order. */
    private static List<Act> acts(ReplyDeed deed, List<String> numbers) {
        List<Act> acts = new ArrayList<>();
        boolean upTo = false;
        for (String word : numbers) {
            if (isNumber(word)) {
                int number = Integer.parseInt(word);
                int from = upTo ? acts.get(acts.size() - 1).line() + 1 : number;
                for (int line = from; line <= number; line++) {
                    acts.add(new Act(deed, line));
                }
                upTo = false;
            } else if (UP_TO.contains(word) && !upTo) {
                upTo = true;
            } else if (!BETWEEN.contains(word)) {
                return List.of();
            }
        }
        return upTo ? List.of() : acts;
    }

    /** Two digits: no report lists more. */
    private static boolean isNumber(String word) {
        return !word.isEmpty() && word.length() <= 2 && word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** To be stored, such as {@code D1 D3 G2}. */
    public String written() {
        return acts.stream()
                .map(act -> String.valueOf(act.deed().letter()) + act.line())
                .collect(Collectors.joining(" "));
    }

    /** What {@link #written} wrote. */
    public static ReportReply ofWritten(String written) {
        return new ReportReply(Arrays.stream(written.split(" "))
                .map(act -> new Act(ReplyDeed.of(act.charAt(0)), Integer.parseInt(act.substring(1))))
                .toList());
    }
}
