package org.ecluse.server.digest;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneId;
import org.ecluse.digest.ReportTime;

/** An address that gets the daily report of its own quarantine. */
@Entity
@Table(name = "subscription")
public class SubscriptionRow {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "digest_seq")
    @SequenceGenerator(name = "digest_seq", sequenceName = "digest_seq", allocationSize = 50)
    private Long id;

    private long customerId;
    private String address;
    private String locale;
    private String zoneId;
    private int reportHour;
    private boolean active;
    private Instant nextDueAt;
    private long lastEntryId;
    private Instant createdAt;

    protected SubscriptionRow() {}

    /** @param address address key */
    public SubscriptionRow(long customerId, String address, String locale, ReportTime time, Instant now) {
        this.customerId = customerId;
        this.address = address;
        this.createdAt = now;
        this.active = true;
        set(locale, time, now);
    }

    public Long id() {
        return id;
    }

    public long customerId() {
        return customerId;
    }

    /** Address key, watched and receiver. */
    public String address() {
        return address;
    }

    public String locale() {
        return locale;
    }

    public ReportTime time() {
        return new ReportTime(ZoneId.of(zoneId), reportHour);
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

    /** Language and time; the next report is due at the new time. */
    public final void set(String language, ReportTime time, Instant now) {
        locale = language;
        zoneId = time.zone().getId();
        reportHour = time.hour();
        nextDueAt = time.nextAfter(now);
    }

    public void activate(boolean value) {
        active = value;
    }
}
