package org.ecluse.filter.campaign;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ecluse.filter.MailTransaction;
import org.ecluse.filter.ProvenSender;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.ParsedMessage.Mailbox;
import org.ecluse.verdict.Finding;

/** Which messages may be part of a campaign, and what follows from how many copies came from where. */
public final class Campaign {
    public static final String SPREAD = "CAMPAIGN_SPREAD";
    public static final String REPORTED = "CAMPAIGN_REPORTED";
    /** Everything this can find. */
    public static final Set<String> SYMBOLS = Set.of(SPREAD, REPORTED);

    /** Unrelated sources from which on it is no chance. */
    static final int LEAST_SOURCES = 5;
    /** More of them say nothing more. */
    static final int FULL_SOURCES = 20;
    /** Customers that must have reported it: one alone decides for nobody else. */
    static final int LEAST_REPORTERS = 2;

    private static final double MOST_SPREAD = 3;
    private static final double MOST_REPORTED = 2;

    private Campaign() {}

    /**
     * Whether a message is looked at at all. Not so: mail whose author is proven, or might be, because a newsletter or an invoice comes
     * from the one it names; answers of programs, bounces and invitations, which are alike the world over.
     */
    public static boolean concerns(MailTransaction mail) {
        ParsedMessage parsed = mail.parsed();
        Optional<DomainName> author = author(parsed);
        if (mail.envelope().from().address().isEmpty()
                || author.isEmpty()
                || ProvenSender.proves(mail, author.get())
                || ProvenSender.isUnsure(mail, author.get())) {
            return false;
        }
        boolean program = parsed.first("Auto-Submitted")
                .filter(value -> !value.strip().equalsIgnoreCase("no"))
                .isPresent();
        boolean invitation =
                parsed.everyPart().stream().anyMatch(part -> part.declaredType().equals("text/calendar"));
        return !program && !invitation;
    }

    private static Optional<DomainName> author(ParsedMessage parsed) {
        return parsed.from().stream()
                .map(Mailbox::address)
                .flatMap(Optional::stream)
                .map(EmailAddress::domain)
                .findFirst();
    }

    /** Unrelated sources of near copies, by what each key of the sketch has seen: as many as {@link Sketch#ALIKE} of them agree on. */
    public static int agreed(int... ofKeys) {
        int[] sorted = ofKeys.clone();
        Arrays.sort(sorted);
        return sorted.length < Sketch.ALIKE ? 0 : sorted[sorted.length - Sketch.ALIKE];
    }

    /**
     * What is found.
     *
     * @param sources unrelated, this message's included
     * @param reporters customers whose people reported near copies as spam, if none reported them as wanted; else 0
     */
    public static List<Finding> findings(int sources, int reporters) {
        Optional<Finding> spread = sources < LEAST_SOURCES
                ? Optional.empty()
                : Optional.of(new Finding(
                        SPREAD, scaled(sources, LEAST_SOURCES, FULL_SOURCES, MOST_SPREAD), Integer.toString(sources)));
        Optional<Finding> reported = reporters < LEAST_REPORTERS
                ? Optional.empty()
                : Optional.of(new Finding(
                        REPORTED,
                        scaled(reporters, LEAST_REPORTERS, LEAST_REPORTERS * 2, MOST_REPORTED),
                        Integer.toString(reporters)));
        return List.of(spread, reported).stream().flatMap(Optional::stream).toList();
    }

    /** 1 at the least, {@code most} from {@code full} on; two decimals. */
    private static double scaled(int count, int least, int full, double most) {
        double share = (double) (Math.min(count, full) - least) / (full - least);
        return Math.round((1 + (most - 1) * share) * 100) / 100.0;
    }
}
