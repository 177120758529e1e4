package org.ecluse.filter.reports;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ecluse.filter.DkimVerdict;
import org.ecluse.filter.DmarcVerdict;
import org.ecluse.filter.DmarcVerdict.Result;
import org.ecluse.filter.MessageAuthentication;
import org.ecluse.filter.PublishedPolicy;
import org.ecluse.filter.SenderFacts;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.ReversePath;
import org.ecluse.net.IpText;

/**
 * What the owner of an author domain is told of one message (RFC 9990 section 3.1.1.7): who sent it and what was proven. Messages
 * that are alike are equal, and counted. Nothing of it names a recipient or a person.
 *
 * @param sourceIp of the client
 * @param headerFrom author domain
 * @param envelopeFrom domain of MAIL FROM, "" for a bounce
 * @param dkim for each signature {@code domain selector result}, those that count most first, at most {@value #MOST_SIGNATURES}; bounded
 * @param spf {@code domain result}, "" if no domain could be checked
 */
public record Observation(
        String sourceIp,
        Treatment treatment,
        boolean dkimAligned,
        boolean spfAligned,
        String headerFrom,
        String envelopeFrom,
        List<String> dkim,
        String spf) {
    /** More tell the owner nothing, and the sender of a message chooses how many it bears. */
    public static final int MOST_SIGNATURES = 4;

    private static final int LONGEST_SELECTOR = 63;

    public Observation {
        dkim = List.copyOf(dkim);
    }

    /** True if somebody asked for reports about a message with this verdict. */
    public static boolean isWanted(DmarcVerdict dmarc) {
        boolean evaluated =
                dmarc.result() == Result.PASS || dmarc.result() == Result.FAIL || dmarc.result() == Result.TEMPERROR;
        return evaluated
                && dmarc.published()
                        .map(PublishedPolicy::reportUris)
                        .filter(uris -> !ReportUri.list(uris).isEmpty())
                        .isPresent();
    }

    public static Observation of(
            InetAddress client,
            ReversePath from,
            SenderFacts sender,
            MessageAuthentication message,
            Treatment treatment) {
        DmarcVerdict dmarc = message.dmarc();
        return new Observation(
                IpText.of(client),
                treatment,
                dmarc.dkimAligned(),
                dmarc.spfAligned(),
                dmarc.fromDomain(),
                from.address().map(EmailAddress::domain).map(Object::toString).orElse(""),
                signatures(message.dkim(), dmarc.fromDomain()),
                sender.spfDomain()
                        .map(domain -> domain + " " + word(sender.spf()))
                        .filter(Observation::isPlain)
                        .orElse(""));
    }

    /** In the order of RFC 9990 section 3.1.3: passed for the author domain, passed for a parent or child, passed, the others. */
    private static List<String> signatures(List<DkimVerdict> verdicts, String author) {
        Function<DkimVerdict, Integer> rank = verdict -> !verdict.passed()
                ? 3
                : verdict.domain().equals(author)
                        ? 0
                        : verdict.domain().endsWith("." + author) || author.endsWith("." + verdict.domain()) ? 1 : 2;
        return verdicts.stream()
                .filter(verdict ->
                        !verdict.domain().isEmpty() && verdict.selector().length() <= LONGEST_SELECTOR)
                .sorted(Comparator.comparing(rank))
                .map(verdict -> verdict.domain() + " " + verdict.selector() + " " + word(verdict.result()))
                .filter(Observation::isPlain)
                .distinct()
                .limit(MOST_SIGNATURES)
                .collect(Collectors.toList());
    }

    /** Domains and selectors come from the message: only what is as a DNS name may be goes into a report. */
    private static boolean isPlain(String words) {
        return words.length() <= 400
                && words.chars().allMatch(c -> c == ' ' || c > ' ' && c < 127 && c != '<' && c != '&');
    }

    private static String word(Enum<?> result) {
        return result.name().toLowerCase(Locale.ROOT);
    }
}
