package org.ecluse.digest;

import java.time.Instant;
import java.util.Optional;

/**
 * What became of one report of a day (R3.14).
 *
 * @param due when it was or is due; empty for one that was asked for, or whose hour is no longer known
 * @param at the moment that {@code why} speaks of, such as when the subscription was ended; empty if it speaks of none
 * @param mail the report that was sent, or that stands for this one
 */
public record ReportReason(Why why, Optional<Instant> due, Optional<Instant> at, Optional<ReportMail> mail) {
    /** The reasons there are. */
    public enum Why {
        SENT,
        /** Sent because somebody asked, besides those of the day. */
        SENT_EARLY,
        NOT_SUBSCRIBED,
        /** Not subscribed yet, but will be with the first message that is held. */
        NOT_SUBSCRIBED_YET,
        /** Subscribed, or again, only after it would have been due. */
        SUBSCRIBED_LATER,
        ENDED,
        NOT_YET,
        NOTHING_NEW,
        LEVEL_NONE,
        NOT_SERVED,
        TIME_MOVED,
        /** Due, not made; the job failed over it. */
        FAILED,
        /** Due, not made; the job runs now. */
        LATE_RUNNING,
        /** Due, not made; the job's last run failed. */
        LATE_JOB_FAILED,
        /** Due, not made; no run has come to it yet. */
        LATE,
        /** A report that was late itself stands for this one. */
        CAUGHT_UP,
        /** The hours are others today than they were then. */
        NO_RECORD,
        /** Longer ago than is remembered. */
        TOO_OLD
    }

    public static ReportReason of(Why why) {
        return new ReportReason(why, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static ReportReason of(Why why, Instant due) {
        return new ReportReason(why, Optional.of(due), Optional.empty(), Optional.empty());
    }

    public static ReportReason of(Why why, Optional<Instant> due, Instant at) {
        return new ReportReason(why, due, Optional.of(at), Optional.empty());
    }
}
