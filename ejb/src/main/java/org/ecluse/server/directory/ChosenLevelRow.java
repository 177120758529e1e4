package org.ecluse.server.directory;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.ecluse.policy.FilterLevel;

/** The level that the user of an address chose which its customer does not list. */
@Entity
@Table(name = "chosen_level")
public class ChosenLevelRow {
    @Id
    private String address;

    private long customerId;

    @Enumerated(EnumType.STRING)
    private FilterLevel level;

    private Instant chosenAt;

    protected ChosenLevelRow() {}

    /** @param address address key */
    public ChosenLevelRow(String address, long customerId, FilterLevel level, Instant now) {
        this.address = address;
        this.customerId = customerId;
        this.level = level;
        this.chosenAt = now;
    }

    public String address() {
        return address;
    }

    public long customerId() {
        return customerId;
    }

    public FilterLevel level() {
        return level;
    }

    public Instant chosenAt() {
        return chosenAt;
    }
}
