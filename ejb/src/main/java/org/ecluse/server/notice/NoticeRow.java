package org.ecluse.server.notice;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.ecluse.notice.NoticeParty;

/** Somebody to be told of one held copy. */
@Entity
@Table(name = "notice")
class NoticeRow {
    /** Whether it was told. */
    enum State {
        WAITING,
        SENT,
        /** Nothing to tell any more: the copy is no longer held. */
        DROPPED
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "notice_seq")
    @SequenceGenerator(name = "notice_seq", sequenceName = "notice_seq", allocationSize = 50)
    private Long id;

    private long customerId;

    @Enumerated(EnumType.STRING)
    private NoticeParty party;

    private String address;
    private String copyId;
    private String recipient;

    @Enumerated(EnumType.STRING)
    private State state = State.WAITING;

    private Instant createdAt;
    private Instant sentAt;

    protected NoticeRow() {}

    NoticeRow(long customerId, NoticeParty party, String address, String copyId, String recipient, Instant createdAt) {
        this.customerId = customerId;
        this.party = party;
        this.address = address;
        this.copyId = copyId;
        this.recipient = recipient;
        this.createdAt = createdAt;
    }

    Long id() {
        return id;
    }

    String copyId() {
        return copyId;
    }

    String recipient() {
        return recipient;
    }

    /** Null while it waits. */
    Instant sentAt() {
        return sentAt;
    }

    Instant createdAt() {
        return createdAt;
    }

    State state() {
        return state;
    }

    long customerId() {
        return customerId;
    }

    NoticeParty party() {
        return party;
    }

    String address() {
        return address;
    }
}
