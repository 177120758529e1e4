package org.ecluse.dnslist;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer that a list documents, with what it means.
 *
 * @param pattern four octets, each a number or a range: {@code 127.0.0.2}, {@code 127.0.2-15.1}; within 127.0.0.0/8
 * @param strength 0 to 1: the share of the list's points that the answer is worth
 * @param meaning in the list's own words, at most 80 characters
 */
public record AnswerCode(String pattern, double strength, String meaning) {
    private static final int LONGEST_MEANING = 80;
    private static final int OCTETS = 4;
    private static final int LOOPBACK = 127;
    private static final Pattern OCTET = Pattern.compile("(\\d{1,3})(?:-(\\d{1,3}))?");
    private static final Pattern LINE = Pattern.compile("(\\S{1,40})\\s+(\\d(?:\\.\\d{1,4})?)\\s+(\\S.{0,200})");

    public AnswerCode {
        if (ranges(pattern).isEmpty()) {
            throw new IllegalArgumentException("not a pattern of answers within 127.0.0.0/8: " + pattern);
        }
        if (!(strength >= 0 && strength <= 1)) {
            throw new IllegalArgumentException("strength must be 0 to 1, not " + strength);
        }
        if (meaning.isBlank()
                || meaning.length() > LONGEST_MEANING
                || meaning.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a meaning has 1 to " + LONGEST_MEANING + " visible characters");
        }
    }

    /** {@code 127.0.0.4 1 infected machine}: pattern, strength and meaning with blanks between; empty if it is not of this form. */
    public static Optional<AnswerCode> parse(String line) {
        Matcher parts = LINE.matcher(line.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new AnswerCode(parts.group(1), Double.parseDouble(parts.group(2)), parts.group(3)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** As {@link #parse} reads it. */
    public String line() {
        String share = BigDecimal.valueOf(strength).stripTrailingZeros().toPlainString();
        return pattern + " " + share + " " + meaning;
    }

    boolean covers(InetAddress answer) {
        byte[] octets = answer.getAddress();
        List<int[]> ranges = ranges(pattern);
        if (octets.length != OCTETS) {
            return false;
        }
        for (int i = 0; i < OCTETS; i++) {
            int octet = octets[i] & 0xff;
            if (octet < ranges.get(i)[0] || octet > ranges.get(i)[1]) {
                return false;
            }
        }
        return true;
    }

    /** First and last value of each octet; empty if the text is no pattern, or one that leaves 127.0.0.0/8. */
    private static List<int[]> ranges(String pattern) {
        List<int[]> ranges = Arrays.stream(pattern.split("\\.", -1))
                .map(OCTET::matcher)
                .filter(Matcher::matches)
                .map(octet -> new int[] {
                    Integer.parseInt(octet.group(1)),
                    Integer.parseInt(octet.group(2) == null ? octet.group(1) : octet.group(2))
                })
                .filter(range -> range[0] <= range[1] && range[1] <= 255)
                .toList();
        boolean usable = ranges.size() == OCTETS
                && pattern.chars().filter(c -> c == '.').count() == OCTETS - 1
                && ranges.get(0)[0] == LOOPBACK
                && ranges.get(0)[1] == LOOPBACK;
        return usable ? ranges : List.of();
    }
}
