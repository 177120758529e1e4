package org.ecluse.filter.spam;

import java.util.List;
import java.util.Optional;
import org.ecluse.filter.MailTransaction;
import org.ecluse.filter.SenderFacts;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.ParsedMessage.Mailbox;
import org.ecluse.reading.HtmlPage;
import org.ecluse.reading.Link;
import org.ecluse.reading.Reading;

/** A message as the spam rules see it. */
record SpamView(MailTransaction mail, Reading reading) {
    static SpamView of(MailTransaction mail) {
        return new SpamView(mail, mail.reading());
    }

    String plainText() {
        return reading.plainText();
    }

    List<HtmlPage> pages() {
        return reading.pages();
    }

    List<Link> links() {
        return reading.links();
    }

    String words() {
        return reading.words();
    }

    ParsedMessage parsed() {
        return mail.parsed();
    }

    SenderFacts facts() {
        return mail.senderFacts();
    }

    String subject() {
        return mail.parsed().subject();
    }

    Optional<String> header(String name) {
        return mail.parsed().first(name);
    }

    /** Address of the first From mailbox. */
    Optional<EmailAddress> from() {
        return mail.parsed().from().stream()
                .map(Mailbox::address)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Display name of the first From mailbox, or "". */
    String fromName() {
        return mail.parsed().from().stream()
                .map(Mailbox::displayName)
                .findFirst()
                .orElse("");
    }

    /** True if the message says that it belongs to a conversation. */
    boolean hasThread() {
        return header("In-Reply-To").isPresent() || header("References").isPresent();
    }
}
