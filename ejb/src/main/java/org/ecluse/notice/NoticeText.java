package org.ecluse.notice;

import java.util.Map;
import org.ecluse.digest.DigestText;
import org.ecluse.text.Templates;
import org.ecluse.text.Texts;
import org.ecluse.text.VisibleText;

/** The words and looks of a notice: subject, HTML and plain text, from the same content. */
public final class NoticeText {
    private static final int SENDER_LENGTH = 120;
    private static final int SUBJECT_LENGTH = 200;

    private final NoticeContent content;
    private final Texts texts;

    public NoticeText(NoticeContent content) {
        this.content = content;
        this.texts = Texts.ofMail(content.language());
    }

    /** Subject of the mail. Nothing of the held messages stands in it. */
    public String subject() {
        return texts.say("notice.subject." + content.party(), content.lines().size() + content.more());
    }

    public String fromName() {
        return texts.say("digest.from");
    }

    public String html() {
        return Templates.fill("notice/notice.ftlh", texts, model());
    }

    public String plain() {
        return Templates.fill("notice/notice.ftl", texts, model());
    }

    private Map<String, Object> model() {
        return Map.of(
                "party", content.party().name(),
                "total", content.lines().size(),
                "more", content.more(),
                "lines", content.lines().stream().map(this::line).toList());
    }

    private Map<String, Object> line(NoticeContent.Line line) {
        String sender = VisibleText.line(line.sender(), SENDER_LENGTH);
        String subject = VisibleText.line(line.subject(), SUBJECT_LENGTH);
        return Map.of(
                "id", line.id(),
                "sender", sender.isEmpty() ? texts.say("digest.noSender") : sender,
                "recipient", line.recipient(),
                "subject", subject.isEmpty() ? texts.say("digest.noSubject") : subject,
                "date", DigestText.moment(line.heldAt(), content.zone(), texts.locale()),
                "until", DigestText.day(line.keptUntil().atZone(content.zone()), texts.locale()),
                "why", DigestText.why(texts, line.verdict()),
                "releaseUrl", line.releaseUrl().orElse(""));
    }
}
