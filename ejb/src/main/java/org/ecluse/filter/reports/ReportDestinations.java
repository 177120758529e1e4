package org.ecluse.filter.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ecluse.dns.DnsLookup;
import org.ecluse.dns.DnsLookup.DnsAnswer;
import org.ecluse.filter.PublishedPolicy;
import org.ecluse.mail.RegistrableDomain;

/** Where reports about a domain may go: elsewhere only if that other domain agreed (RFC 9990 section 4). */
public final class ReportDestinations {
    private static final String LABELS = "._report._dmarc.";
    private static final int LONGEST_NAME = 253;
    private static final int MOST_RECORDS = 10;

    private final DnsLookup dns;

    public ReportDestinations(DnsLookup dns) {
        this.dns = dns;
    }

    /**
     * The destinations that may be used.
     *
     * @param refused addresses whose domain did not agree
     * @param unsure addresses about which the DNS gave no answer now; nothing may go there
     */
    public record Found(List<ReportUri> confirmed, List<ReportUri> refused, List<ReportUri> unsure) {
        public Found {
            confirmed = List.copyOf(confirmed);
            refused = List.copyOf(refused);
            unsure = List.copyOf(unsure);
        }
    }

    /** What is known where the agreement could not be read. */
    private enum Consent {
        NONE,
        UNSURE
    }

    private record Asked(Optional<ReportUri> use, Consent otherwise) {}

    /** Asks the DNS once for each address that is not of the domain's own registrant. */
    public Found of(PublishedPolicy policy) {
        List<ReportUri> confirmed = new ArrayList<>();
        List<ReportUri> refused = new ArrayList<>();
        List<ReportUri> unsure = new ArrayList<>();
        for (ReportUri wanted : ReportUri.list(policy.reportUris())) {
            String target = wanted.to().domain().value();
            Asked asked = RegistrableDomain.aligned(policy.domain(), target)
                    ? new Asked(Optional.of(wanted), Consent.NONE)
                    : ask(policy.domain(), wanted, target);
            asked.use().ifPresent(confirmed::add);
            if (asked.use().isEmpty()) {
                (asked.otherwise() == Consent.UNSURE ? unsure : refused).add(wanted);
            }
        }
        return new Found(confirmed, refused, unsure);
    }

    private Asked ask(String domain, ReportUri wanted, String target) {
        String name = domain + LABELS + target;
        if (name.length() > LONGEST_NAME) {
            return new Asked(Optional.empty(), Consent.NONE);
        }
        DnsAnswer<String> answer = dns.txt(name);
        if (answer.status() == DnsAnswer.Status.TEMPORARY_ERROR) {
            return new Asked(Optional.empty(), Consent.UNSURE);
        }
        for (String record : answer.records().stream().limit(MOST_RECORDS).toList()) {
            if (isOurs(record)) {
                return new Asked(use(record, wanted, target), Consent.NONE);
            }
        }
        return new Asked(Optional.empty(), Consent.NONE);
    }

    /** The consenting domain may name another address of its own; one elsewhere ends it for both. */
    private static Optional<ReportUri> use(String record, ReportUri wanted, String target) {
        Optional<String> other = tag(record, "rua");
        if (other.isEmpty()) {
            return Optional.of(wanted);
        }
        return ReportUri.list(other.get()).stream()
                .findFirst()
                .filter(uri -> uri.to().domain().value().equals(target));
    }

    private static boolean isOurs(String record) {
        String first = record.split(";", 2)[0];
        int equals = first.indexOf('=');
        return equals > 0
                && first.substring(0, equals).strip().equalsIgnoreCase("v")
                && first.substring(equals + 1).strip().equals("DMARC1");
    }

    private static Optional<String> tag(String record, String name) {
        for (String each : record.split(";", 20)) {
            int equals = each.indexOf('=');
            if (equals > 0
                    && each.substring(0, equals)
                            .strip()
                            .toLowerCase(Locale.ROOT)
                            .equals(name)) {
                return Optional.of(each.substring(equals + 1).strip());
            }
        }
        return Optional.empty();
    }
}
