package org.ecluse.server.tracking;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.ecluse.mail.MessageId;
import org.ecluse.server.rows.Bounded;

/** A message as it was received: what all its copies share. Tenants reach it only through their copies. */
@Entity
@Table(name = "message")
public class MessageRow {
    /** Where a message came from. */
    public enum Origin {
        INBOUND,
        REPORT,
        DSN
    }

    /** Whether the store still has its content. */
    public enum Content {
        KEPT,
        GONE
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "message_seq")
    @SequenceGenerator(name = "message_seq", sequenceName = "message_seq", allocationSize = 200)
    private Long id;

    private String publicId;

    @Enumerated(EnumType.STRING)
    private Origin origin;

    private Instant receivedAt;
    private String clientAddress;
    private String helo;
    private String reversePath;
    private String headerFrom;
    private String subject;
    private long sizeBytes;

    @Enumerated(EnumType.STRING)
    private Content content;

    private String engines;
    private String authenticationResults = "";
    private String attachments;

    protected MessageRow() {}

    public MessageRow(
            MessageId publicId,
            Origin origin,
            Instant receivedAt,
            String clientAddress,
            String helo,
            String reversePath,
            String headerFrom,
            String subject,
            long sizeBytes,
            Content content,
            String engines) {
        this.publicId = publicId.value();
        this.origin = origin;
        this.receivedAt = receivedAt;
        this.clientAddress = clientAddress;
        this.helo = Bounded.text(helo, 255);
        this.reversePath = Bounded.text(reversePath, 320);
        this.headerFrom = Bounded.text(headerFrom, 998);
        this.subject = Bounded.text(subject, 998);
        this.sizeBytes = sizeBytes;
        this.content = content;
        this.engines = Bounded.text(engines, 500);
    }

    public Long id() {
        return id;
    }

    public MessageId publicId() {
        return new MessageId(publicId);
    }

    public Origin origin() {
        return origin;
    }

    public Instant receivedAt() {
        return receivedAt;
    }

    public String clientAddress() {
        return clientAddress;
    }

    public String helo() {
        return helo;
    }

    /** "" is the null reverse-path. */
    public String reversePath() {
        return reversePath;
    }

    public String headerFrom() {
        return headerFrom;
    }

    public String subject() {
        return subject;
    }

    public long sizeBytes() {
        return sizeBytes;
    }

    public Content content() {
        return content;
    }

    public void contentGone() {
        content = Content.GONE;
    }

    /** As {@link #engines()} of a later look at the same message. */
    public void examinedBy(String names) {
        engines = Bounded.text(names, 500);
    }

    public String engines() {
        return engines;
    }

    /** Value of our Authentication-Results field, "" if the message does not come from outside. */
    public String authenticationResults() {
        return authenticationResults;
    }

    /** What {@link AttachmentFacts} wrote, null if it is not known. */
    public String attachments() {
        return attachments;
    }

    /** Keeps what a draft policy needs to know of the files (B5). */
    public void holds(String facts) {
        attachments = facts;
    }

    /** A later look at the message may have found what the first could not. */
    public void authenticatedAs(String results) {
        authenticationResults = Bounded.text(results, 4000);
    }
}
