package org.ecluse.server.reports;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import org.ecluse.filter.reports.AggregateReport;
import org.ecluse.filter.reports.AggregateReportWriter;
import org.ecluse.mail.EmailAddress;

/** Makes the mail that brings a report (RFC 9990 section 3.5.2). Its words are English: who reads them is a stranger. */
final class AggregateMail {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final String from;
    private final String replyTo;

    AggregateMail(String from, String replyTo) {
        this.from = from;
        this.replyTo = replyTo;
    }

    /** The mail's octets, lines ended by CRLF; the same report has the same Message-ID. */
    byte[] compose(AggregateReport report, List<EmailAddress> to, Instant date) {
        try {
            MimeMessage mail = new IdentifiedMail("<" + report.id() + ">");
            mail.setFrom(new InternetAddress(from, report.organization(), UTF_8));
            mail.setReplyTo(new InternetAddress[] {new InternetAddress(replyTo, false)});
            for (EmailAddress address : to) {
                mail.addRecipient(Message.RecipientType.TO, new InternetAddress(address.toString(), false));
            }
            mail.setSubject(report.subject(), "US-ASCII");
            mail.setSentDate(Date.from(date));
            mail.setHeader("Auto-Submitted", "auto-generated");
            mail.setContent(new MimeMultipart("mixed", words(report), attachment(report)));
            mail.saveChanges();
            ByteArrayOutputStream octets = new ByteArrayOutputStream(32_768);
            mail.writeTo(octets);
            return octets.toByteArray();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("report " + report.id(), e);
        }
    }

    private static MimeBodyPart words(AggregateReport report) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(
                "This is a DMARC aggregate report for " + report.policy().domain() + "\r\nfrom " + report.begin()
                        + " to " + report.end() + ".\r\n",
                UTF_8);
        return part;
    }

    private static MimeBodyPart attachment(AggregateReport report) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        byte[] packed = AggregateReportWriter.gzipped(report);
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(packed, "application/gzip")));
        part.setFileName(report.fileName());
        part.setHeader("Content-Transfer-Encoding", "base64");
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
