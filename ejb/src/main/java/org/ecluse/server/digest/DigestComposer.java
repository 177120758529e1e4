package org.ecluse.server.digest;

import java.time.Instant;
import java.util.Map;
import org.ecluse.digest.DigestContent;
import org.ecluse.digest.DigestText;
import org.ecluse.server.ownmail.OwnMail;

/** Makes the mail of a report: plain text and HTML, with one-click unsubscription (RFC 2369, RFC 8058). */
public final class DigestComposer {
    private final String from;

    /** @param from the service's quarantine address */
    public DigestComposer(String from) {
        this.from = from;
    }

    /**
     * @param receiver who gets it: the address that it is about, or its owner
     * @param messageId with angle brackets; the same for the same report, so that a mailbox that got it twice can tell
     */
    public OwnMail compose(DigestContent content, String receiver, String messageId, Instant date) {
        DigestText text = new DigestText(content);
        return new OwnMail(
                messageId,
                from,
                text.fromName(),
                receiver,
                content.language(),
                text.subject(),
                text.plain(),
                text.html(),
                date,
                Map.of(
                        "List-Unsubscribe",
                        "<" + content.unsubscribeUrl() + ">",
                        "List-Unsubscribe-Post",
                        "List-Unsubscribe=One-Click"));
    }
}
