package org.ecluse.filter.bulk;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.ParsedMessage.Mailbox;
import org.ecluse.mail.PlainWords;
import org.ecluse.mail.RegistrableDomain;
import org.ecluse.policy.BulkClass;
import org.ecluse.reading.HtmlPage;
import org.ecluse.reading.Reading;

/**
 * How much a message is like each class; {@code transactional} accompanies something that its reader did: an order, an invoice, a
 * password, a journey, a meeting.
 */
record BulkScores(double transactional, double commercial, double editorial, double social) {
    private static final double SENDER = 2;
    private static final double SHAPE = 2;
    private static final double NETWORK = 6;
    private static final int REDUCTIONS = 2;
    private static final int BEGINNING = 3000; // characters
    private static final double LEAST = 3;
    private static final double LITTLE = 2;

    private static final Set<String> NETWORKS = Set.of(
            "facebookmail.com",
            "facebook.com",
            "instagram.com",
            "linkedin.com",
            "twitter.com",
            "x.com",
            "pinterest.com",
            "tiktok.com",
            "redditmail.com",
            "quora.com",
            "snapchat.com",
            "discord.com",
            "meetup.com",
            "xing.com",
            "viadeo.com",
            "nextdoor.com",
            "nextdoor.fr",
            "youtube.com",
            "strava.com",
            "copainsdavant.com",
            "mastodon.social",
            "vk.com",
            "threads.net",
            "bsky.app");
    private static final List<String> NETWORK_FIELDS =
            List.of("X-Facebook-Notify", "X-LinkedIn-Template", "X-Twitter-CreatedAt", "X-LinkedIn-Class");

    private static final List<String> TRANSACTIONAL_SENDERS = List.of(
            "billing",
            "invoice",
            "invoices",
            "facture",
            "factures",
            "facturation",
            "compta",
            "accounts",
            "order",
            "orders",
            "commande",
            "commandes",
            "booking",
            "bookings",
            "reservation",
            "reservations",
            "ticket",
            "tickets",
            "billets",
            "billet",
            "billetterie",
            "support",
            "helpdesk",
            "assistance",
            "security",
            "securite",
            "tracking",
            "suivi",
            "livraison",
            "delivery",
            "shipping",
            "payments",
            "paiement",
            "calendar",
            "rdv",
            "account",
            "compte",
            "receipts",
            "confirmation",
            "verify",
            "service");
    private static final List<String> COMMERCIAL_SENDERS = List.of(
            "offers",
            "offer",
            "offres",
            "offre",
            "promo",
            "promos",
            "promotion",
            "promotions",
            "deals",
            "deal",
            "sales",
            "sale",
            "ventes",
            "marketing",
            "shop",
            "store",
            "boutique",
            "soldes",
            "collection",
            "club",
            "evasion");
    private static final List<String> EDITORIAL_SENDERS = List.of(
            "newsletter",
            "newsletters",
            "infolettre",
            "lettre",
            "bulletin",
            "editor",
            "editorial",
            "redaction",
            "blog",
            "digest",
            "gazette",
            "actu",
            "actualites",
            "weekly",
            "daily",
            "press",
            "presse");
    private static final List<String> SOCIAL_SENDERS =
            List.of("notification", "notifications", "notify", "invitations", "friends", "messages");

    static BulkScores of(ParsedMessage parsed, Reading reading, BulkWords words) {
        String sender = PlainWords.of(from(parsed).map(EmailAddress::localPart).orElse(""), 64);
        double social = words.about("SOCIAL") + (holds(sender, SOCIAL_SENDERS) ? 1 : 0);
        return new BulkScores(
                words.about("TRANSACTIONAL")
                        + (holds(sender, TRANSACTIONAL_SENDERS) ? SENDER : 0)
                        + (holdsDigits(parsed.subject()) ? 1 : 0)
                        + (hasDocument(parsed) ? 1 : 0),
                words.about("COMMERCIAL")
                        + (holds(sender, COMMERCIAL_SENDERS) ? SENDER : 0)
                        + (isPriced(parsed.subject()) ? SHAPE + 1 : 0)
                        + (isPosters(reading) ? SHAPE : 0)
                        + (percentages(reading) >= REDUCTIONS ? SHAPE : 0),
                words.about("EDITORIAL") + (holds(sender, EDITORIAL_SENDERS) ? SENDER : 0),
                isNetwork(parsed) ? social + NETWORK : social);
    }

    /** The class of a message that is one of many; empty if it accompanies something its reader did. */
    Optional<BulkClass> decide(boolean fromNetwork) {
        double promoted = Math.max(commercial, editorial);
        if (fromNetwork) {
            return transactional > LEAST && transactional > social - NETWORK
                    ? Optional.empty()
                    : Optional.of(BulkClass.SOCIAL);
        }
        if (social >= LEAST && social > promoted && social >= transactional) {
            return Optional.of(BulkClass.SOCIAL);
        }
        boolean accompanies = transactional >= LEAST && transactional >= promoted
                || transactional >= LITTLE && transactional > promoted;
        if (accompanies) {
            return Optional.empty();
        }
        return Optional.of(
                commercial > editorial || commercial >= LEAST && commercial == editorial
                        ? BulkClass.ADVERTISING
                        : BulkClass.NEWSLETTER);
    }

    /** One of the known networks, which tell of their members alone. */
    static boolean isNetwork(ParsedMessage parsed) {
        return NETWORK_FIELDS.stream().anyMatch(name -> parsed.first(name).isPresent())
                || from(parsed)
                        .filter(from -> NETWORKS.contains(
                                RegistrableDomain.of(from.domain().value())))
                        .isPresent();
    }

    private static Optional<EmailAddress> from(ParsedMessage parsed) {
        return parsed.from().stream()
                .map(Mailbox::address)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static boolean holds(String words, List<String> names) {
        return names.stream().anyMatch(name -> words.contains(" " + name + " "));
    }

    /** A number of an order, a case or a journey. */
    private static boolean holdsDigits(String subject) {
        int run = 0;
        for (int i = 0; i < subject.length(); i++) {
            run = Character.isDigit(subject.charAt(i)) ? run + 1 : 0;
            if (run >= 4) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPriced(String subject) {
        String lower = subject.toLowerCase(Locale.ROOT);
        return subject.indexOf('%') >= 0
                || subject.indexOf('€') >= 0
                || subject.indexOf('$') >= 0
                || subject.indexOf('£') >= 0
                || lower.contains(" euros");
    }

    /** Reductions, as a rule: whole numbers with a percent sign at the beginning of the longest version. */
    private static int percentages(Reading reading) {
        String text = Stream.concat(
                        Stream.of(reading.plainText()), reading.pages().stream().map(HtmlPage::text))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
        int count = 0;
        int end = Math.min(text.length(), BEGINNING);
        for (int at = text.indexOf('%'); at >= 0 && at < end; at = text.indexOf('%', at + 1)) {
            int before = at > 0 && isGap(text.charAt(at - 1)) ? at - 2 : at - 1;
            count += before >= 0 && Character.isDigit(text.charAt(before)) ? 1 : 0;
        }
        return count;
    }

    private static boolean isGap(char c) {
        return c == ' ' || c == '\u00a0' || c == '\u202f';
    }

    private static boolean hasDocument(ParsedMessage parsed) {
        return parsed.parts().stream()
                .anyMatch(part -> part.detectedType().equals("application/pdf")
                        || part.declaredType().equals("text/calendar"));
    }

    /** Little text among several pictures that are links. */
    private static boolean isPosters(Reading reading) {
        return reading.pages().stream()
                .anyMatch(page ->
                        page.linkedImage() && pictures(page) >= 2 && page.text().length() < 1500);
    }

    private static int pictures(HtmlPage page) {
        return page.remoteImages() - page.pixels();
    }
}
