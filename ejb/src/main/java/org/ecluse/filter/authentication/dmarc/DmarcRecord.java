package org.ecluse.filter.authentication.dmarc;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ecluse.filter.DmarcVerdict.Request;
import org.ecluse.filter.PublishedPolicy;

/**
 * A DMARC policy record (RFC 9989 sections 4.7 and 4.8). Tags that the RFC does not know, among them {@code pct}, {@code rf} and
 * {@code ri} of RFC 7489, are ignored; a broken value takes its default.
 *
 * @param usable false: a request is missing or broken and nobody wants reports, so that the record says nothing (section 4.10.1)
 * @param policy for the domain itself; NONE if not usable
 * @param subdomains for existing names below it, if stated
 * @param absentSubdomains for names below it that do not exist, if stated
 * @param reportUris value of {@code rua}, "" without it
 */
record DmarcRecord(
        boolean usable,
        Request policy,
        Optional<Request> subdomains,
        Optional<Request> absentSubdomains,
        boolean testing,
        boolean strictDkim,
        boolean strictSpf,
        Psd psd,
        String reportUris) {
    private static final String VERSION = "DMARC1";

    /** Whether the domain is a public suffix. */
    enum Psd {
        YES,
        NO,
        UNSTATED
    }

    /** The record, or empty if {@code text} is none of DMARC: then it is as if it were not there. */
    static Optional<DmarcRecord> read(String text) {
        int end = text.indexOf(';');
        String first = end < 0 ? text : text.substring(0, end);
        int equals = first.indexOf('=');
        boolean ours = equals > 0
                && "v".equalsIgnoreCase(rightTrimmed(first.substring(0, equals)))
                && VERSION.equals(trimmed(first.substring(equals + 1)));
        return ours ? Optional.of(of(tags(end < 0 ? "" : text.substring(end + 1)))) : Optional.empty();
    }

    private static DmarcRecord of(Map<String, String> tags) {
        Optional<Request> policy = request(tags.get("p"));
        Optional<Request> subdomains = request(tags.get("sp"));
        Optional<Request> absent = request(tags.get("np"));
        boolean wellStated = policy.isPresent()
                && subdomains.isPresent() == tags.containsKey("sp")
                && absent.isPresent() == tags.containsKey("np");
        // Section 4.10.1: a record with a broken request counts as p=none if somebody wants reports, else not at all.
        return new DmarcRecord(
                wellStated || wantsReports(tags.getOrDefault("rua", "")),
                wellStated ? policy.get() : Request.NONE,
                wellStated ? subdomains : Optional.empty(),
                wellStated ? absent : Optional.empty(),
                "y".equalsIgnoreCase(tags.get("t")),
                "s".equalsIgnoreCase(tags.get("adkim")),
                "s".equalsIgnoreCase(tags.get("aspf")),
                psd(tags.getOrDefault("psd", "u")),
                tags.getOrDefault("rua", ""));
    }

    /** The record as its owner is told of it. */
    PublishedPolicy published(String domain) {
        return new PublishedPolicy(
                domain, policy, subdomains, absentSubdomains, testing, strictDkim, strictSpf, reportUris);
    }

    /**
     * What the owner asks for a name below the record's domain.
     *
     * @param exists false: the DNS says that there is no such name
     */
    Request forSubdomain(boolean exists) {
        Request existing = subdomains.orElse(policy);
        return exists ? existing : absentSubdomains.orElse(existing);
    }

    /** Whether it matters if a subdomain exists. */
    boolean tellsAbsentApart() {
        return forSubdomain(true) != forSubdomain(false);
    }

    /** {@code request} as it is to be applied: a domain that is testing wants one level less (section 4.7, tag t). */
    Request applied(Request request) {
        if (!testing) {
            return request;
        }
        return request == Request.REJECT ? Request.QUARANTINE : Request.NONE;
    }

    private static Map<String, String> tags(String list) {
        Map<String, String> tags = new HashMap<>();
        for (String tag : list.split(";", -1)) {
            int equals = tag.indexOf('=');
            if (equals > 0) {
                tags.putIfAbsent(
                        trimmed(tag.substring(0, equals)).toLowerCase(Locale.ROOT), trimmed(tag.substring(equals + 1)));
            }
        }
        return tags;
    }

    private static Optional<Request> request(String value) {
        if (value == null) {
            return Optional.empty();
        }
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "none" -> Optional.of(Request.NONE);
            case "quarantine" -> Optional.of(Request.QUARANTINE);
            case "reject" -> Optional.of(Request.REJECT);
            default -> Optional.empty();
        };
    }

    private static Psd psd(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "y" -> Psd.YES;
            case "n" -> Psd.NO;
            default -> Psd.UNSTATED;
        };
    }

    private static boolean wantsReports(String uris) {
        for (String each : uris.split(",", -1)) {
            int size = each.indexOf('!');
            if (isUri(trimmed(size < 0 ? each : each.substring(0, size)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUri(String text) {
        try {
            URI uri = new URI(text);
            return uri.isAbsolute() && uri.getSchemeSpecificPart().length() > 1;
        } catch (URISyntaxException e) {
            return false; // the syntax is what was asked
        }
    }

    /** Without blanks and tabs around it. */
    private static String trimmed(String text) {
        return rightTrimmed(text.stripLeading());
    }

    private static String rightTrimmed(String text) {
        return text.stripTrailing();
    }
}
