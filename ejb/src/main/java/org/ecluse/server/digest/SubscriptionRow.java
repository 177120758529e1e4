package org.ecluse.server.digest;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ecluse.digest.ReportKind;
import org.ecluse.digest.ReportTime;

/** The report of an address's quarantine: when it is made, of what, and to whom it goes (R3.1, R3.10). */
@Entity
@Table(name = "subscription")
public class SubscriptionRow {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "digest_seq")
    @SequenceGenerator(name = "digest_seq", sequenceName = "digest_seq", allocationSize = 50)
    private Long id;

    private long customerId;
    private String address;
    private String receiver;
    private String locale;
    private String zoneId;
    private String reportHours;
    private String kinds;
    private boolean active;
    private Instant nextDueAt;
    private long lastEntryId;
    private Instant createdAt;
    private Instant changedAt;

    protected SubscriptionRow() {}

    /** Of everything, to the address itself. @param address address key */
    public SubscriptionRow(long customerId, String address, String locale, ReportTime time, Instant now) {
        this.customerId = customerId;
        this.address = address;
        this.receiver = address;
        this.kinds = "";
        this.createdAt = now;
        this.changedAt = now;
        this.active = true;
        set(locale, time, now);
    }

    public Long id() {
        return id;
    }

    public long customerId() {
        return customerId;
    }

    /** Address key whose held mail it tells of; there may be further ones ({@link WatchedAddressRow}). */
    public String address() {
        return address;
    }

    /** Address key that the report is mailed to: the address itself, or the owner of a distribution list (R3.10). */
    public String receiver() {
        return receiver;
    }

    public boolean toOwner() {
        return !receiver.equals(address);
    }

    public String locale() {
        return locale;
    }

    public ReportTime time() {
        return new ReportTime(
                ZoneId.of(zoneId),
                Stream.of(reportHours.split(",")).map(Integer::valueOf).toList());
    }

    /** What it tells of. */
    public Set<ReportKind> kinds() {
        return kinds.isEmpty()
                ? ReportKind.all()
                : Stream.of(kinds.split(",")).map(ReportKind::valueOf).collect(Collectors.toSet());
    }

    public boolean active() {
        return active;
    }

    public Instant nextDueAt() {
        return nextDueAt;
    }

    /** Newest entry of the last report; for people to look at, no order across nodes. */
    public long lastEntryId() {
        return lastEntryId;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** Since when it is active, or ended. */
    public Instant changedAt() {
        return changedAt;
    }

    /** Language and time; the next report is due at the new time. */
    public final void set(String language, ReportTime time, Instant now) {
        locale = language;
        zoneId = time.zone().getId();
        reportHours = time.hours().stream().map(String::valueOf).collect(Collectors.joining(","));
        nextDueAt = time.nextAfter(now);
    }

    /** @param addressKey who gets it */
    public void mailTo(String addressKey) {
        receiver = addressKey;
    }

    /** What it tells of; not empty. */
    public void tell(Collection<ReportKind> wanted) {
        kinds = wanted.containsAll(ReportKind.all())
                ? ""
                : wanted.stream().distinct().sorted().map(Enum::name).collect(Collectors.joining(","));
    }

    public void activate(boolean value, Instant now) {
        if (active != value) {
            active = value;
            changedAt = now;
        }
    }
}
