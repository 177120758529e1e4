package org.ecluse.filter.spam;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ecluse.mail.MailDate;

/** Traces of the program that made the message: Message-ID, Date, mailer, priority. */
final class OriginRule implements SpamRule {
    private static final Duration MOST_AHEAD = Duration.ofHours(12);
    private static final List<String> BULK_MAILERS = List.of(
            "phpmailer",
            "php/",
            "leaf mailer",
            "swiftmailer",
            "mass",
            "bulk",
            "sendblaster",
            "advanced",
            "dmailer",
            "group mail",
            "gammadyne",
            "iplanet",
            "leafmailer",
            "nodemailer",
            "xmailer",
            "supermailer");

    @Override
    public void examine(SpamView view, SpamNotes notes) {
        messageId(view, notes);
        date(view, notes);
        String mailer =
                view.header("X-Mailer").or(() -> view.header("User-Agent")).orElse("");
        String lower = mailer.toLowerCase(Locale.ROOT);
        notes.addIf(BULK_MAILERS.stream().anyMatch(lower::contains), "MAILER_OF_SCRIPTS", mailer);
        notes.addIf(view.header("X-PHP-Originating-Script").isPresent(), "SENT_BY_SCRIPT", "");
        boolean expressWithoutMark = lower.startsWith("microsoft outlook express")
                && view.header("X-MimeOLE").isEmpty();
        notes.addIf(expressWithoutMark, "MAILER_FORGED", mailer);
        notes.addIf(lower.startsWith("microsoft outlook express"), "MAILER_ANCIENT", mailer);
        boolean msPriority = view.header("X-MSMail-Priority").isPresent();
        notes.addIf(
                msPriority && view.header("X-MimeOLE").isEmpty() && !lower.contains("outlook"),
                "PRIORITY_WITHOUT_OUTLOOK",
                "");
        String priority = view.header("X-Priority").orElse("").strip();
        notes.addIf(priority.startsWith("1") || priority.startsWith("2"), "PRIORITY_HIGH", priority);
        notes.addIf(mailer.isEmpty() && priority.startsWith("3"), "PRIORITY_NO_MAILER", priority);
    }

    private static void messageId(SpamView view, SpamNotes notes) {
        String id = view.header("Message-ID").orElse("").strip();
        if (id.isEmpty()) {
            notes.add("MESSAGE_ID_MISSING", "");
            return;
        }
        int at = id.indexOf('@');
        boolean formed = id.startsWith("<") && id.endsWith(">") && at > 1 && id.indexOf(' ') < 0;
        notes.addIf(!formed, "MESSAGE_ID_MALFORMED", id);
        if (formed) {
            String host = id.substring(at + 1, id.length() - 1).toLowerCase(Locale.ROOT);
            notes.addIf(host.indexOf('.') < 0, "MESSAGE_ID_NO_DOMAIN", id);
            boolean localhost =
                    host.startsWith("localhost") || host.endsWith(".local") || host.endsWith(".localdomain");
            notes.addIf(localhost, "MESSAGE_ID_LOCAL", id);
        }
    }

    private static void date(SpamView view, SpamNotes notes) {
        String written = view.header("Date").orElse("");
        if (written.isEmpty()) {
            notes.add("DATE_MISSING", "");
            return;
        }
        Optional<Instant> sent = MailDate.of(written).map(ZonedDateTime::toInstant);
        notes.addIf(sent.isEmpty(), "DATE_MALFORMED", written);
        sent.map(moment -> Duration.between(view.mail().session().startedAt(), moment))
                .ifPresent(ahead -> notes.addIf(ahead.compareTo(MOST_AHEAD) > 0, "DATE_IN_FUTURE", written));
    }
}
