package org.ecluse.filter.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.reading.HtmlPage;
import org.ecluse.reading.Reading;

/**
 * By what a message shows that it was sent to many: fields that honest senders set, marks of the services they use, and the shape of
 * its text.
 *
 * @param points the more, the surer
 * @param seen fields and marks, for the explanation
 */
record BulkMarks(double points, List<String> seen) {
    /** From here on the message is one of many. */
    static final double ENOUGH = 3;

    private static final double FIELD = 3;
    private static final double WORDS = 2;
    private static final double SERVICE = 1;
    private static final double PIXEL = 1;
    /** Alone it is how shops and friends write; with an offer to leave it is a letter to many. */
    private static final double PRAISE = 1;

    /** Set by programs for campaigns alone. */
    private static final List<String> CAMPAIGN_FIELDS = List.of(
            "X-Campaign",
            "X-CampaignID",
            "X-Campaign-Id",
            "X-Mailchimp-Campaign",
            "X-MC-User",
            "X-Mailer-Campaign",
            "X-Newsletter",
            "X-Sib-Id",
            "X-Mailjet-Campaign",
            "X-MJ-CampaignId",
            "X-EmailVision",
            "X-EMV-MemberId",
            "X-EMV-CampagneId",
            "X-Emarsys-Campaign",
            "X-Job");

    /** Set by services that send orders' confirmations as well as campaigns. */
    private static final List<String> SERVICE_FIELDS = List.of(
            "Feedback-ID",
            "X-SG-EID",
            "X-SES-Outgoing",
            "X-Mailgun-Sid",
            "X-Mailgun-Variables",
            "X-MJ-Mid",
            "X-PM-Message-Id",
            "X-MSFBL",
            "X-CSA-Complaints",
            "X-Complaints-To",
            "X-Report-Abuse",
            "X-Mandrill-User",
            "List-Help",
            "X-Sparkpost-Campaign",
            "X-Roving-ID");

    static BulkMarks of(ParsedMessage parsed, Reading reading, BulkWords words) {
        Counter counter = new Counter();
        boolean automatic = parsed.first("Auto-Submitted")
                .filter(value -> !value.toLowerCase(Locale.ROOT).startsWith("no"))
                .isPresent();
        counter.addIf(parsed.first("List-Unsubscribe").isPresent(), FIELD, "List-Unsubscribe");
        counter.addIf(parsed.first("List-Unsubscribe-Post").isPresent(), SERVICE, "List-Unsubscribe-Post");
        counter.addIf(parsed.first("List-Id").isPresent() && !automatic, FIELD, "List-Id");
        String precedence = parsed.first("Precedence").orElse("").strip().toLowerCase(Locale.ROOT);
        counter.addIf(
                precedence.startsWith("junk") || precedence.startsWith("bulk") && !automatic,
                FIELD,
                "Precedence: " + precedence);
        CAMPAIGN_FIELDS.stream()
                .filter(name -> parsed.first(name).isPresent())
                .findFirst()
                .ifPresent(name -> counter.addIf(true, FIELD, name));
        SERVICE_FIELDS.forEach(name -> counter.addIf(parsed.first(name).isPresent(), SERVICE, name));
        counter.addIf(words.offersToLeave(), WORDS, "unsubscribe");
        counter.addIf(words.isOnlineToo(), WORDS, "view online");
        counter.addIf(words.promotes(), PRAISE, "promotion");
        counter.addIf(reading.pages().stream().mapToInt(HtmlPage::pixels).sum() > 0, PIXEL, "pixel");
        return new BulkMarks(counter.points, counter.seen);
    }

    boolean areEnough() {
        return points >= ENOUGH;
    }

    /** Adds up while looking. */
    private static final class Counter {
        private final List<String> seen = new ArrayList<>();
        private double points;

        void addIf(boolean there, double weight, String name) {
            if (there) {
                points += weight;
                seen.add(name);
            }
        }
    }
}
