package org.ecluse.server.landing;

import java.time.ZoneId;
import java.util.List;
import org.ecluse.digest.DigestText;
import org.ecluse.link.LandingPage.Fact;
import org.ecluse.server.quarantine.QuarantineEntry;
import org.ecluse.text.Texts;
import org.ecluse.text.VisibleText;

/** What a link page tells about the held message that it is about: no more than the report did. */
final class MessageFacts {
    private static final int LINE_LENGTH = 200;

    private MessageFacts() {}

    static List<Fact> of(QuarantineEntry entry, Texts texts, ZoneId zone) {
        String subject = VisibleText.line(entry.subject(), LINE_LENGTH);
        String sender = VisibleText.line(entry.sender(), LINE_LENGTH);
        return List.of(
                new Fact(texts.say("link.label.subject"), subject.isEmpty() ? texts.say("digest.noSubject") : subject),
                new Fact(texts.say("link.label.from"), sender.isEmpty() ? texts.say("digest.noSender") : sender),
                new Fact(texts.say("link.label.to"), entry.recipient()),
                new Fact(texts.say("link.label.date"), DigestText.moment(entry.quarantinedAt(), zone, texts.locale())),
                new Fact(texts.say("link.label.why"), DigestText.why(texts, entry.verdict())),
                new Fact(
                        texts.say("link.label.until"),
                        DigestText.day(entry.expiresAt().atZone(zone), texts.locale())));
    }
}
