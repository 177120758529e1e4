package org.ecluse.server.directory;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** A domain whose mail the service receives. */
@Entity
@Table(name = "domain")
public class DomainRow {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "directory_seq")
    @SequenceGenerator(name = "directory_seq", sequenceName = "directory_seq", allocationSize = 50)
    private Long id;

    private long customerId;

    private String name;

    @Enumerated(EnumType.STRING)
    private RecipientCheck recipientCheck;

    @Enumerated(EnumType.STRING)
    private UnknownRecipients unknownRecipients;

    private String catchAllAddress;

    private boolean autoSubscribe;

    private boolean active;

    private Instant createdAt;

    private Instant deletedAt;

    protected DomainRow() {}

    public DomainRow(
            long customerId,
            String name,
            RecipientCheck recipientCheck,
            UnknownRecipients unknownRecipients,
            String catchAllAddress,
            boolean autoSubscribe,
            boolean active,
            Instant createdAt) {
        this.customerId = customerId;
        this.name = name;
        this.recipientCheck = recipientCheck;
        this.unknownRecipients = unknownRecipients;
        this.catchAllAddress = catchAllAddress;
        this.autoSubscribe = autoSubscribe;
        this.active = active;
        this.createdAt = createdAt;
    }

    public Long id() {
        return id;
    }

    public long customerId() {
        return customerId;
    }

    /** A-labels, lower case. */
    public String name() {
        return name;
    }

    public RecipientCheck recipientCheck() {
        return recipientCheck;
    }

    public void checkRecipientsBy(RecipientCheck value) {
        recipientCheck = value;
    }

    public UnknownRecipients unknownRecipients() {
        return unknownRecipients;
    }

    public void treatUnknownBy(UnknownRecipients value) {
        unknownRecipients = value;
    }

    /** Null unless unknown recipients go to a catch-all. */
    public String catchAllAddress() {
        return catchAllAddress;
    }

    public void catchAllTo(String value) {
        catchAllAddress = value;
    }

    public boolean autoSubscribe() {
        return autoSubscribe;
    }

    public void subscribeNewUsers(boolean value) {
        autoSubscribe = value;
    }

    public boolean active() {
        return active;
    }

    public void activate(boolean value) {
        active = value;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** Null while it is served. */
    public Instant deletedAt() {
        return deletedAt;
    }

    /** The row stays for the mail it had; its name is free, for this customer or another. */
    public void delete(Instant now) {
        name = "deleted-" + id + ".invalid"; // RFC 2606: nobody can ask for it
        active = false;
        deletedAt = now;
    }
}
