package org.ecluse.filter.bulk;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ecluse.filter.FilterStage;
import org.ecluse.filter.MailTransaction;
import org.ecluse.mail.MailPart;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.ParsedMessage.Mailbox;
import org.ecluse.mail.RegistrableDomain;
import org.ecluse.policy.BulkClass;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.StageResult;

/**
 * Tells advertising, newsletters and social-network notices by the marks that honest senders set (R2.2). Mail that answers or
 * accompanies something the reader did – orders, invoices, passwords, discussions, tickets – is none of them.
 */
public final class BulkStage implements FilterStage {
    private static final Set<String> SOCIAL = Set.of(
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
    private static final List<String> SOCIAL_HEADERS =
            List.of("X-Facebook-Notify", "X-LinkedIn-Template", "X-Twitter-CreatedAt", "X-LinkedIn-Class");
    private static final List<String> CAMPAIGN_HEADERS = List.of(
            "X-Campaign",
            "X-CampaignID",
            "X-Campaign-Id",
            "X-Campaignid",
            "X-Mailchimp-Campaign",
            "X-MC-User",
            "X-Mailer-Campaign",
            "X-Newsletter",
            "X-Sib-Id",
            "X-Mailjet-Campaign",
            "X-MJ-CampaignId",
            "X-EmailVision",
            "X-EMV-MemberId",
            "X-Emarsys-Campaign");
    private static final List<String> WORKFLOW_HEADERS = List.of(
            "X-GitHub-Reason",
            "X-GitLab-Project",
            "X-GitLab-Project-Id",
            "X-Bugzilla-Reason",
            "X-JIRA-FingerPrint",
            "X-Redmine-Project",
            "X-Trac-Project",
            "X-Gerrit-MessageType",
            "X-Jenkins-Job",
            "X-Phabricator-Sent-This-Message",
            "X-RT-Ticket",
            "X-Launchpad-Message-Rationale",
            "X-Debian-PR-Message");
    private static final WordList TRANSACTIONAL = WordList.of(
            "order",
            "commande",
            "invoice",
            "facture",
            "receipt",
            "recu",
            "payment",
            "paiement",
            "password",
            "mot de passe",
            "code de verification",
            "verification code",
            "security code",
            "code de securite",
            "sign in",
            "connexion a votre compte",
            "reset your",
            "reinitialisation",
            "reinitialisez",
            "reinitialiser",
            "confirm your",
            "confirmez votre",
            "confirmation de",
            "shipped",
            "shipping",
            "delivery of",
            "expedie",
            "expedition",
            "livraison de",
            "votre colis",
            "your package",
            "tracking number",
            "numero de suivi",
            "ticket",
            "billet",
            "reservation",
            "booking",
            "e billet",
            "appointment",
            "rendez vous",
            "releve de compte",
            "bank statement",
            "echeance",
            "subscription confirmation",
            "votre inscription",
            "account statement",
            "remboursement",
            "refund",
            "devis",
            "quote request",
            "contrat",
            "two factor",
            "one time");
    private static final WordList PROMOTIONAL = WordList.of(
            "sale",
            "soldes",
            "promo",
            "promotion",
            "offre",
            "offres",
            "offer",
            "offers",
            "discount",
            "remise",
            "reduction",
            "off today",
            "free shipping",
            "livraison gratuite",
            "livraison offerte",
            "coupon",
            "code promo",
            "black friday",
            "vente privee",
            "ventes privees",
            "deal",
            "deals",
            "shop now",
            "buy now",
            "order now",
            "j en profite",
            "profitez",
            "decouvrez nos",
            "jusqu a",
            "prix bas",
            "destockage",
            "cadeau",
            "gift card",
            "save up to",
            "limited time",
            "clearance",
            "bons plans",
            "exclusive",
            "exclusif");

    @Override
    public String name() {
        return "bulk";
    }

    @Override
    public StageResult examine(MailTransaction mail) {
        ParsedMessage parsed = mail.parsed();
        Optional<String> mark = bulkMark(parsed);
        boolean social = isSocial(parsed);
        if ((mark.isEmpty() && !social) || isConversation(parsed) || isTransactional(parsed)) {
            return StageResult.nothing();
        }
        BulkClass bulk =
                social ? BulkClass.SOCIAL : isAdvertising(parsed) ? BulkClass.ADVERTISING : BulkClass.NEWSLETTER;
        return StageResult.of(Finding.of(Ground.symbolOf(bulk), mark.orElse("social network")));
    }

    /** The field by which the sender itself calls the message one of many. */
    private static Optional<String> bulkMark(ParsedMessage parsed) {
        if (parsed.first("List-Unsubscribe").isPresent()) {
            return Optional.of("List-Unsubscribe");
        }
        String precedence = parsed.first("Precedence").orElse("").toLowerCase(Locale.ROOT);
        boolean automatic = parsed.first("Auto-Submitted")
                .filter(value -> !value.toLowerCase(Locale.ROOT).startsWith("no"))
                .isPresent();
        if (precedence.startsWith("junk") || (precedence.startsWith("bulk") && !automatic)) {
            return Optional.of("Precedence: " + precedence);
        }
        if (parsed.first("List-Id").isPresent() && !automatic) {
            return Optional.of("List-Id");
        }
        return CAMPAIGN_HEADERS.stream()
                .filter(name -> parsed.first(name).isPresent())
                .findFirst();
    }

    private static boolean isSocial(ParsedMessage parsed) {
        boolean header =
                SOCIAL_HEADERS.stream().anyMatch(name -> parsed.first(name).isPresent());
        return header
                || parsed.from().stream()
                        .map(Mailbox::address)
                        .flatMap(Optional::stream)
                        .anyMatch(from -> SOCIAL.contains(
                                RegistrableDomain.of(from.domain().value())));
    }

    /** Discussion lists and answers within a thread are people's mail; trackers' notices are work. */
    private static boolean isConversation(ParsedMessage parsed) {
        boolean discussion = parsed.first("List-Post")
                .filter(value -> !value.strip().equalsIgnoreCase("NO"))
                .isPresent();
        boolean answer = parsed.first("In-Reply-To").isPresent()
                || parsed.first("References").isPresent()
                || parsed.subject().regionMatches(true, 0, "Re:", 0, 3);
        boolean list =
                parsed.first("Precedence").orElse("").toLowerCase(Locale.ROOT).startsWith("list");
        boolean mailman = parsed.first("X-Mailman-Version").isPresent()
                || parsed.first("X-BeenThere").isPresent();
        return discussion
                || answer
                || (list && mailman)
                || WORKFLOW_HEADERS.stream().anyMatch(name -> parsed.first(name).isPresent());
    }

    private static boolean isTransactional(ParsedMessage parsed) {
        return TRANSACTIONAL.countIn(parsed.subject()) > 0 && PROMOTIONAL.countIn(parsed.subject()) == 0;
    }

    private static boolean isAdvertising(ParsedMessage parsed) {
        if (PROMOTIONAL.countIn(parsed.subject()) > 0 || parsed.subject().indexOf('%') >= 0) {
            return true;
        }
        return parsed.parts().stream()
                        .map(MailPart::text)
                        .flatMap(Optional::stream)
                        .mapToInt(PROMOTIONAL::countIn)
                        .sum()
                >= 3;
    }
}
