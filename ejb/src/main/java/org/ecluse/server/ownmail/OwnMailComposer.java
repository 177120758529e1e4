package org.ecluse.server.ownmail;

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
import java.util.Date;
import java.util.Map;
import java.util.Properties;

/** Makes a mail of plain text and HTML that no automatic answer follows (RFC 5322, RFC 3834). */
public final class OwnMailComposer {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    // To make one reads files of all libraries.
    private static final Session SESSION = Session.getInstance(new Properties());

    private OwnMailComposer() {}

    /** The mail's octets, lines ended by CRLF. */
    public static byte[] compose(OwnMail draft) {
        try {
            MimeMessage mail = new IdentifiedMail(draft.messageId());
            mail.setFrom(new InternetAddress(draft.from(), draft.fromName(), UTF_8));
            mail.setRecipient(Message.RecipientType.TO, new InternetAddress(draft.to(), false));
            mail.setSubject(draft.subject(), UTF_8);
            mail.setSentDate(Date.from(draft.date()));
            mail.setHeader("Auto-Submitted", "auto-generated");
            for (Map.Entry<String, String> header : draft.headers().entrySet()) {
                mail.setHeader(header.getKey(), header.getValue());
            }
            mail.setHeader("Content-Language", draft.language());
            mail.setContent(new MimeMultipart("alternative", part(draft.plain(), "plain"), part(draft.html(), "html")));
            mail.saveChanges();
            ByteArrayOutputStream octets = new ByteArrayOutputStream(32_768);
            mail.writeTo(octets);
            return octets.toByteArray();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("mail for " + draft.to(), e);
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
            super(SESSION);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
