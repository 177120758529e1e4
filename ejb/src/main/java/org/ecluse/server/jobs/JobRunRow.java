package org.ecluse.server.jobs;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** One run of a job; (name, run key) is unique, so a run started twice runs once. */
@Entity
@Table(name = "job_run")
public class JobRunRow {
    /** RUNNING until its execution ended; a RUNNING row whose lease is over is anybody's to take over. */
    public enum State {
        RUNNING,
        COMPLETED,
        FAILED,
        STOPPED
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "job_seq")
    @SequenceGenerator(name = "job_seq", sequenceName = "job_seq", allocationSize = 1)
    private Long id;

    private String name;
    private String runKey;

    @Enumerated(EnumType.STRING)
    private State state;

    private String askedBy;
    private boolean early;
    private String owner;
    private Instant leaseUntil;
    private Long executionId;
    private String summary;
    private Instant startedAt;
    private Instant endedAt;

    protected JobRunRow() {}

    public Long id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String runKey() {
        return runKey;
    }

    public State state() {
        return state;
    }

    /** User name of who asked for it; "": the service's own clock. */
    public String askedBy() {
        return askedBy;
    }

    /** Whether it also does what is not due yet. */
    public boolean early() {
        return early;
    }

    /** Node and boot that run it. */
    public String owner() {
        return owner;
    }

    public Instant leaseUntil() {
        return leaseUntil;
    }

    /** Execution in the batch repository; null until it was started. */
    public Long executionId() {
        return executionId;
    }

    public String summary() {
        return summary;
    }

    public Instant startedAt() {
        return startedAt;
    }

    /** Null while it runs. */
    public Instant endedAt() {
        return endedAt;
    }
}
