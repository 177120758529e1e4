package org.ecluse.server.tracking;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.ecluse.server.rows.Bounded;
import org.ecluse.verdict.Disposition;
import org.ecluse.verdict.Mark;
import org.ecluse.verdict.VerdictName;

/** One recipient's copy of a message: the unit of every decision (B1). */
@Entity
@Table(name = "recipient_copy")
public class CopyRow {
    /** Where the copy is now. */
    public enum State {
        QUEUED,
        DELIVERED,
        BOUNCED,
        QUARANTINED,
        RELEASED,
        EXPIRED,
        DESTROYED,
        REJECTED,
        DISCARDED,
        SCAN_PENDING,
        CANCELLED
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "copy_seq")
    @SequenceGenerator(name = "copy_seq", sequenceName = "copy_seq", allocationSize = 200)
    private Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "message_id")
    private MessageRow message;

    private int number;
    private Long customerId;
    private Long domainId;
    private String recipient;
    private String deliveryAddress;
    private Instant receivedAt;

    @Enumerated(EnumType.STRING)
    private VerdictName verdict;

    @Enumerated(EnumType.STRING)
    private Disposition disposition;

    @Enumerated(EnumType.STRING)
    private State state;

    private double score;
    private long policyRevision;
    private boolean dsnAllowed;
    private String notify;
    private String orcpt;
    /** Name of a {@link Mark}, or "". */
    private String markedAs = "";

    private String lastReply = "";

    protected CopyRow() {}

    /**
     * @param customerId null for mail of the service to the outside
     * @param recipient address key decided for
     * @param deliveryAddress as RCPT gave it
     */
    public CopyRow(
            MessageRow message,
            int number,
            Long customerId,
            Long domainId,
            String recipient,
            String deliveryAddress,
            VerdictName verdict,
            Disposition disposition,
            State state,
            double score,
            long policyRevision,
            boolean dsnAllowed,
            String notify,
            String orcpt) {
        this.message = message;
        this.number = number;
        this.customerId = customerId;
        this.domainId = domainId;
        this.recipient = recipient;
        this.deliveryAddress = deliveryAddress;
        this.receivedAt = message.receivedAt();
        this.verdict = verdict;
        this.disposition = disposition;
        this.state = state;
        this.score = score;
        this.policyRevision = policyRevision;
        this.dsnAllowed = dsnAllowed;
        this.notify = notify;
        this.orcpt = orcpt;
    }

    public Long id() {
        return id;
    }

    public MessageRow message() {
        return message;
    }

    public int number() {
        return number;
    }

    /** Id shown outside: {@code <message>.<number>}. */
    public String publicId() {
        return message.publicId().copy(number);
    }

    /** Null for mail of the service to the outside, and for mail to a domain that is no customer's any more. */
    public Long customerId() {
        return customerId;
    }

    /** Null for mail of the service to the outside. */
    public Long domainId() {
        return domainId;
    }

    public String recipient() {
        return recipient;
    }

    public String deliveryAddress() {
        return deliveryAddress;
    }

    public Instant receivedAt() {
        return receivedAt;
    }

    public VerdictName verdict() {
        return verdict;
    }

    public Disposition disposition() {
        return disposition;
    }

    public State state() {
        return state;
    }

    public void moveTo(State next) {
        state = next;
    }

    /** A later judgement replaces the one made at reception (a deferred copy was scanned, or a released one checked again). */
    public void judgedAs(VerdictName name, Disposition next, State nextState, double points, long revision) {
        verdict = name;
        disposition = next;
        state = nextState;
        score = points;
        policyRevision = revision;
        markedAs = "";
    }

    /** Of a copy that is to be delivered (R2.7). */
    public void markAs(Optional<Mark> mark) {
        markedAs = mark.map(Mark::name).orElse("");
    }

    /** Mail for a domain that was nobody's, decided under the customer that has it now. Of others nothing changes. */
    public void belongsTo(long customer, long domain) {
        customerId = customer;
        domainId = domain;
    }

    /** What was decided forbids telling the sender of a failure (decisions: Keeping mail). */
    public void silenceNotifications() {
        dsnAllowed = false;
    }

    public double score() {
        return score;
    }

    public long policyRevision() {
        return policyRevision;
    }

    public boolean dsnAllowed() {
        return dsnAllowed;
    }

    public String notifyOn() {
        return notify;
    }

    public String orcpt() {
        return orcpt;
    }

    public String lastReply() {
        return lastReply;
    }

    public void answered(String reply) {
        lastReply = Bounded.text(reply, 600);
    }
}
