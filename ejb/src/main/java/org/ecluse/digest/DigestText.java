package org.ecluse.digest;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.ecluse.quarantine.Releaser;
import org.ecluse.text.Templates;
import org.ecluse.text.Texts;
import org.ecluse.text.VisibleText;
import org.ecluse.verdict.VerdictName;

/** The words and looks of a report: subject, HTML and plain text, from the same content. */
public final class DigestText {
    private static final int SENDER_LENGTH = 120;
    private static final int SUBJECT_LENGTH = 200;

    private final DigestContent content;
    private final Texts texts;

    public DigestText(DigestContent content) {
        this.content = content;
        this.texts = Texts.ofMail(content.language());
    }

    /** Subject of the mail. Nothing of the held messages stands in it. */
    public String subject() {
        return texts.say("digest.subject", content.total(), day(content.date(), texts.locale()));
    }

    public String fromName() {
        return texts.say("digest.from");
    }

    public String html() {
        return Templates.fill("digest/report.ftlh", texts, model());
    }

    public String plain() {
        return Templates.fill("digest/report.ftl", texts, model());
    }

    /** Why a copy is held, in words, beginning with a small letter. */
    public static String why(Texts texts, VerdictName verdict) {
        return texts.say("digest.verdict." + verdict.name());
    }

    /** A subject as a report shows it. @param subject possibly hostile */
    public static String subject(String subject, Texts texts) {
        String line = VisibleText.line(subject, SUBJECT_LENGTH);
        return line.isEmpty() ? texts.say("digest.noSubject") : line;
    }

    /** A date and time as people of the language write it. */
    public static String moment(TemporalAccessor instant, ZoneId zone, Locale locale) {
        String pattern = locale.equals(Locale.FRENCH) ? "d MMMM yyyy 'à' HH:mm" : "d MMMM yyyy, HH:mm";
        return DateTimeFormatter.ofPattern(pattern, locale).withZone(zone).format(instant);
    }

    /** A date as people of the language write it; instants need {@code withZone} and so have {@link #moment}. */
    public static String day(TemporalAccessor date, Locale locale) {
        return DateTimeFormatter.ofPattern("d MMMM yyyy", locale).format(date);
    }

    private Map<String, Object> model() {
        return Map.of(
                "recipient", content.recipient(),
                "date", day(content.date(), texts.locale()),
                "total", content.total(),
                "more", content.more(),
                "moreWhere", moreWhere(),
                "lines", content.lines().stream().map(this::line).toList(),
                "unsubscribeUrl", content.unsubscribeUrl(),
                "listsUrl", content.listsUrl().orElse(""),
                "accountUrl", content.accountUrl().orElse(""));
    }

    /** Who or what shows the messages that are not listed. */
    private String moreWhere() {
        if (content.accountUrl().isPresent()) {
            return "account";
        }
        return content.listsUrl().isPresent() ? "lists" : "owner";
    }

    private Map<String, Object> line(DigestLine line) {
        String sender = VisibleText.line(line.sender(), SENDER_LENGTH);
        Map<String, Object> words = new HashMap<>();
        words.put("sender", sender.isEmpty() ? texts.say("digest.noSender") : sender);
        words.put("subject", subject(line.subject(), texts));
        words.put("date", moment(line.quarantinedAt(), content.zone(), texts.locale()));
        words.put("until", day(line.keptUntil().atZone(content.zone()), texts.locale()));
        words.put("why", why(texts, line.verdict()));
        words.put("recipient", line.recipient().equals(content.recipient()) ? "" : line.recipient());
        words.put("releaseUrl", line.releaseUrl().orElse(""));
        words.put("notSpamUrl", line.notSpamUrl().orElse(""));
        words.put("greenUrl", line.greenUrl());
        words.put("redUrl", line.redUrl());
        words.put("ask", texts.say(askKey(line)));
        return words;
    }

    private static String askKey(DigestLine line) {
        return line.leastReleaser()
                .map(least -> least == Releaser.ADMINISTRATOR ? "digest.ask.administrator" : "digest.ask.manager")
                .orElse("digest.ask.nobody");
    }
}
