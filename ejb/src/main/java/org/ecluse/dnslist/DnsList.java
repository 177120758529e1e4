package org.ecluse.dnslist;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ecluse.mail.DomainName;
import org.ecluse.policy.DnsListWeight;

/**
 * A DNS list as it is configured; nothing about any list stands in code.
 *
 * @param title what people call it; {@link #name} is made of it
 * @param zone below which is asked
 * @param asked what is asked about; never empty
 * @param codes answers that count, and no others; never empty
 */
public record DnsList(String title, DomainName zone, Kind kind, Set<Subject> asked, List<AnswerCode> codes) {
    private static final int LONGEST_TITLE = 40;
    /** Answers that a list may document. */
    public static final int MOST_CODES = 40;

    private static final int LONGEST_ZONE = 150; // an IPv6 question is 64 characters longer

    /** What being listed says of a sender. */
    public enum Kind {
        BLOCK,
        ALLOW
    }

    /** What a list is asked about. */
    public enum Subject {
        /** The client's address, if it is an IPv4 one. */
        IPV4,
        IPV6,
        /** The domains in MAIL FROM and in the From field; of block lists only. */
        DOMAIN
    }

    public DnsList {
        asked = Set.copyOf(asked);
        codes = List.copyOf(codes);
        if (!isTitle(title)) {
            throw new IllegalArgumentException(
                    "a title has 1 to " + LONGEST_TITLE + " characters, with a letter or digit");
        }
        if (!isZone(zone)) {
            throw new IllegalArgumentException("not a zone: " + zone);
        }
        if (asked.isEmpty() || codes.isEmpty() || codes.size() > MOST_CODES) {
            throw new IllegalArgumentException("a list is asked something and documents 1 to 40 answers");
        }
        if (trustsClaims(kind, asked)) {
            throw new IllegalArgumentException("an allow list is asked about addresses only");
        }
    }

    /** Anybody can write another's domain into MAIL FROM and From, so nothing good follows from it (B6). */
    public static boolean trustsClaims(Kind kind, Set<Subject> asked) {
        return kind == Kind.ALLOW && asked.contains(Subject.DOMAIN);
    }

    /** Whether a list can be called {@code title}: 1 to 40 visible characters, with a letter or digit. */
    public static boolean isTitle(String title) {
        return title.length() <= LONGEST_TITLE
                && !nameOf(title).isEmpty()
                && title.chars().noneMatch(Character::isISOControl);
    }

    /** Whether a list can lie below {@code zone}. */
    public static boolean isZone(DomainName zone) {
        return zone.value().contains(".") && zone.value().length() <= LONGEST_ZONE;
    }

    /** Stable, {@code UPPER_SNAKE}: of the title's letters and digits; "" if it has none. */
    public static String nameOf(String title) {
        return Normalizer.normalize(title, Normalizer.Form.NFD)
                .toUpperCase(Locale.ROOT)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^A-Z0-9]+", "_")
                .replaceAll("^_|_$", "");
    }

    public String name() {
        return nameOf(title);
    }

    /** Symbol of the finding that it makes. */
    public String symbol() {
        return (kind == Kind.BLOCK ? DnsListWeight.BLOCKS : DnsListWeight.ALLOWS) + name();
    }
}
