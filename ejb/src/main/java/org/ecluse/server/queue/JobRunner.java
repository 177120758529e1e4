package org.ecluse.server.queue;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.ecluse.queue.DispatchResult;
import org.ecluse.queue.NextServer;
import org.ecluse.queue.smtp.RecipientResult;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.store.MessageStore;

/** Attempts a job and sees to it that what came of it is recorded, later if the database is down. */
final class JobRunner {
    private final CopySender sender;
    private final SenderNotices notices;
    private final AttemptRecords records;
    private final MessageStore store;
    private final Clock clock;
    private final Queue<Unrecorded> unrecorded = new ConcurrentLinkedQueue<>();

    /** Results that the database did not take; their claims are kept alive meanwhile. */
    private record Unrecorded(List<CopyResult> results, List<Notice> notices) {}

    /** What an attempt brought; {@code tellSender} is false where nothing was attempted that a sender could be told of. */
    record Attempt(DispatchResult dispatch, boolean tellSender) {
        boolean hopDown() {
            return dispatch.hopDown();
        }

        RecipientResult first() {
            return dispatch.results().get(0);
        }
    }

    /**
     * What was written of it.
     *
     * @param recorded false: the claims must be kept until {@link #recordLeftOver} succeeds
     * @param queued notifications to send at once
     */
    record Ran(boolean recorded, List<DueEntry> queued) {}

    JobRunner(CopySender sender, SenderNotices notices, AttemptRecords records, MessageStore store, Clock clock) {
        this.sender = sender;
        this.notices = notices;
        this.records = records;
        this.store = store;
        this.clock = clock;
    }

    /** Sends, and records nothing yet. */
    Attempt attempt(DeliveryJob job, NextServer server) {
        try {
            return new Attempt(sender.send(job, server), true);
        } catch (ContentMissingException e) {
            ServerLog.LOG.contentMissing(job.first().message().value());
            return new Attempt(
                    alike(job, RecipientResult.permanent("5.3.0", "The content is no longer stored", "")), false);
        } catch (IOException | SQLException | RuntimeException e) {
            return localError(job, e);
        }
    }

    /** An attempt that could not be made for a reason of our own. */
    Attempt localError(DeliveryJob job, Exception cause) {
        ServerLog.LOG.notSent(job.first().message().value(), cause);
        return notMade(job, RecipientResult.temporary("4.3.0", "Local error, tried again later", ""));
    }

    /** An attempt that need not be made. */
    Attempt notMade(DeliveryJob job, RecipientResult why) {
        return new Attempt(alike(job, why), true);
    }

    /** Tries again to record; gives the entries whose fate is written now. */
    List<Long> recordLeftOver(List<DueEntry> queued) {
        List<Long> done = new ArrayList<>();
        for (Unrecorded left = unrecorded.peek(); left != null; left = unrecorded.peek()) {
            try {
                queued.addAll(write(left.results(), left.notices()));
            } catch (SQLException e) {
                ServerLog.LOG.debug("still not recorded", e);
                return done;
            }
            unrecorded.poll();
            left.results().forEach(each -> done.add(each.copy().entryId()));
        }
        return done;
    }

    /** Records what an attempt brought. */
    Ran finish(DeliveryJob job, Attempt attempt) {
        List<CopyResult> results = new ArrayList<>();
        for (int i = 0; i < job.copies().size(); i++) {
            results.add(new CopyResult(
                    job.copies().get(i), attempt.dispatch().results().get(i), attempt.tellSender()));
        }
        List<Notice> prepared = prepare(job, results);
        try {
            return new Ran(true, write(results, prepared));
        } catch (SQLException e) {
            ServerLog.LOG.attemptNotRecorded(job.first().message().value(), e);
            unrecorded.add(new Unrecorded(results, prepared));
            return new Ran(false, List.of());
        }
    }

    private List<Notice> prepare(DeliveryJob job, List<CopyResult> results) {
        try {
            return notices.prepare(results, clock.instant());
        } catch (IOException | RuntimeException e) {
            ServerLog.LOG.senderNotTold(job.first().message().value(), e);
            return List.of();
        }
    }

    private List<DueEntry> write(List<CopyResult> results, List<Notice> prepared) throws SQLException {
        Instant now = clock.instant();
        AttemptRecords.Recorded recorded = records.record(results, prepared, now);
        // Commit first, then remove: a crash between the two leaves a file too many, never one too few.
        String id = results.get(0).copy().message().value();
        try {
            if (recorded.contentGone().isPresent()) {
                store.remove(recorded.contentGone().get());
            }
            for (Notice unused : recorded.unused()) {
                notices.discard(unused);
            }
        } catch (IOException e) {
            ServerLog.LOG.contentNotRemoved(id, e);
        }
        return recorded.queued();
    }

    private static DispatchResult alike(DeliveryJob job, RecipientResult result) {
        return DispatchResult.allAlike(result, job.copies().size(), false);
    }
}
