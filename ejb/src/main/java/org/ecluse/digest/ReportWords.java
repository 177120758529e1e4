package org.ecluse.digest;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.ecluse.text.Texts;
import org.ecluse.text.VisibleText;

/** Says in plain words why there was a report on a day, or none (R3.14). */
public final class ReportWords {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
    private static final int REPLY_LENGTH = 300;

    private final ReportAnswer answer;
    private final Texts texts;

    /** @param language {@code fr}; everything else is English */
    public ReportWords(ReportAnswer answer, String language) {
        this.answer = answer;
        this.texts = Texts.ofMail(language);
    }

    /** Whose report it is and who gets it, where that is not the address itself; "" otherwise. */
    public String whose() {
        if (!answer.reportOf().equals(answer.address())) {
            return texts.say("why.watched", answer.address(), answer.reportOf(), answer.receiver());
        }
        return answer.receiver().equals(answer.address())
                ? ""
                : texts.say("why.receiver", answer.address(), answer.receiver());
    }

    /** One or two sentences for one of the answer's reasons. */
    public String sentence(ReportReason reason) {
        List<String> said = new ArrayList<>();
        said.add(texts.say(
                "why." + reason.why(),
                answer.reportOf(),
                reason.due().map(this::moment).orElse(""),
                reason.at().map(this::moment).orElse(""),
                reason.mail().map(ReportMail::entries).orElse(0),
                reason.mail().map(mail -> moment(mail.queuedAt())).orElse("")));
        reason.mail().ifPresent(mail -> said.add(sentence(mail)));
        return String.join(" ", said);
    }

    private String sentence(ReportMail mail) {
        String reply = VisibleText.line(mail.reply(), REPLY_LENGTH);
        boolean unasked = mail.state() == ReportMail.State.WAITING && reply.isEmpty();
        return texts.say(
                unasked ? "why.mail.UNASKED" : "why.mail." + mail.state(),
                mail.to(),
                mail.endedAt().map(this::moment).orElse(""),
                reply);
    }

    /** The hour on the day that was asked about, the date too on any other. */
    private String moment(Instant instant) {
        ZonedDateTime local = instant.atZone(answer.zone());
        return local.toLocalDate().equals(answer.day())
                ? CLOCK.format(local)
                : DigestText.moment(instant, answer.zone(), texts.locale());
    }
}
