package org.ecluse.server.digest;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import org.ecluse.digest.DigestContent;
import org.ecluse.digest.DigestText;

/** Makes the mail of a report: plain text and HTML, with one-click unsubscription (RFC 5322, RFC 2369, RFC 8058, RFC 3834). */
public final class DigestComposer {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final String from;

    /** @param from {@code quarantaine@<service domain>} */
    public DigestComposer(String from) {
        this.from = from;
    }

    /**
     * The mail's octets, lines ended by CRLF.
     *
     * @param messageId with angle brackets; the same for the same report, so that a mailbox that got it twice can tell
     */
    public byte[] compose(DigestContent content, String messageId, Instant date) {
        DigestText text = new DigestText(content);
        try {
            MimeMessage mail = new IdentifiedMail(messageId);
            mail.setFrom(new InternetAddress(from, text.fromName(), UTF_8));
            mail.setRecipient(Message.RecipientType.TO, new InternetAddress(content.recipient(), false));
            mail.setSubject(text.subject(), UTF_8);
            mail.setSentDate(Date.from(date));
            mail.setHeader("Auto-Submitted", "auto-generated");
            mail.setHeader("List-Unsubscribe", "<" + content.unsubscribeUrl() + ">");
            mail.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            mail.setHeader("Content-Language", content.language());
            mail.setContent(new MimeMultipart("alternative", part(text.plain(), "plain"), part(text.html(), "html")));
            mail.saveChanges();
            ByteArrayOutputStream octets = new ByteArrayOutputStream(32_768);
            mail.writeTo(octets);
            return octets.toByteArray();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("report for " + content.recipient(), e);
        }
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8, subtype);
        part.setHeader("Content-Transfer-Encoding", "quoted-printable");
        return part;
    }

    /** Jakarta Mail writes a Message-ID of its own unless this method says otherwise. */
    private static final class IdentifiedMail extends MimeMessage {
        private final String messageId;

        IdentifiedMail(String messageId) {
            super(Session.getInstance(new Properties()));
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
