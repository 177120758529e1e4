package org.ecluse.server.tracking;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ecluse.policy.Doubt;

/**
 * What the timeline keeps of a delayed try, as the detail of its event: {@code <sender> [client] try N DOUBT,DOUBT}.
 *
 * @param sender "" for a bounce
 * @param number of the try, counted up to a bound
 * @param doubts sorted; empty: every new correspondence waits
 */
public record GreyTrace(String sender, String client, int number, List<Doubt> doubts) {
    private static final Pattern DETAIL =
            Pattern.compile("<(.{0,320})> \\[([0-9a-f.:]{2,64})] try (\\d{1,4}) ?([A-Z_,]*)");
    private static final Set<String> DOUBTS =
            Arrays.stream(Doubt.values()).map(Enum::name).collect(Collectors.toSet());

    public GreyTrace {
        doubts = doubts.stream().sorted().toList();
    }

    public String detail() {
        return "<" + sender + "> [" + client + "] try " + number + " "
                + doubts.stream().map(Enum::name).collect(Collectors.joining(","));
    }

    /** What {@link #detail} wrote; a doubt of another version is left out. */
    public static Optional<GreyTrace> parse(String detail) {
        Matcher matcher = DETAIL.matcher(detail);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<Doubt> doubts = Arrays.stream(matcher.group(4).split(",", -1))
                .filter(DOUBTS::contains)
                .map(Doubt::valueOf)
                .toList();
        return Optional.of(
                new GreyTrace(matcher.group(1), matcher.group(2), Integer.parseInt(matcher.group(3)), doubts));
    }
}
