package org.ecluse.server.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.ecluse.mail.MessageId;
import org.ecluse.queue.RetrySchedule;
import org.ecluse.queue.smtp.RecipientResult.Outcome;
import org.ecluse.server.rows.Bounded;
import org.ecluse.server.tracking.CopyRow;
import org.ecluse.server.tracking.EventKind;

/**
 * Writes what an attempt brought, for the copies whose claim is still ours: entry, copy, event, and the notification's rows,
 * in one commit. Tells which messages need their content no longer.
 */
final class AttemptRecords {
    private static final String NEEDS_CONTENT =
            "SELECT 1 FROM recipient_copy c WHERE c.message_id = message.id AND c.state IN"
                    + " ('QUEUED', 'QUARANTINED', 'RELEASED', 'SCAN_PENDING')";
    private static final String CONTENT_GONE = "UPDATE message SET content = 'GONE' WHERE id = ? AND content = 'KEPT'"
            + " AND NOT EXISTS (" + NEEDS_CONTENT + ")";

    private final DataSource dataSource;
    private final String node;
    private final RetrySchedule schedule;
    private final IdBlock eventIds = new IdBlock("event_seq", 500);
    private final NoticeRows noticeRows;

    AttemptRecords(DataSource dataSource, String node, RetrySchedule schedule) {
        this.dataSource = dataSource;
        this.node = node;
        this.schedule = schedule;
        this.noticeRows = new NoticeRows(eventIds);
    }

    /**
     * What the commit left to do.
     *
     * @param contentGone the message whose last copy is final: its content may be removed now
     * @param queued entries of notifications, due at once
     * @param unused notifications that no copy of ours was left for
     */
    record Recorded(Optional<MessageId> contentGone, List<DueEntry> queued, List<Notice> unused) {}

    /** Whether a failure now is the last one. */
    boolean isFinal(ClaimedCopy copy, Outcome outcome, Instant now) {
        return outcome != Outcome.TEMPORARY || schedule.isOver(copy.queuedAt(), now);
    }

    /** @param results of one message */
    Recorded record(List<CopyResult> results, List<Notice> notices, Instant now) throws SQLException {
        ClaimedCopy any = results.get(0).copy();
        List<Notice> unused = new ArrayList<>();
        List<DueEntry> queued = new ArrayList<>();
        boolean gone = ShortTransaction.in(dataSource, connection -> {
            unused.clear();
            queued.clear();
            List<CopyResult> ours = entries(connection, results, notices, now);
            if (ours.isEmpty()) {
                unused.addAll(notices);
                return false;
            }
            copies(connection, ours, now);
            events(connection, ours, notices, now);
            for (Notice notice : notices) {
                boolean stands = ours.stream()
                        .anyMatch(each -> notice.entries().contains(each.copy().entryId()));
                if (stands) {
                    queued.add(noticeRows.insert(connection, notice, now));
                } else {
                    unused.add(notice);
                }
            }
            boolean anyFinal = ours.stream().anyMatch(each -> isFinal(each, now));
            return anyFinal && contentGone(connection, any.messageRowId());
        });
        if (!gone && results.stream().anyMatch(each -> isFinal(each, now))) {
            // Two commits at once may each have seen the other's copy still queued; after both, one look is enough.
            gone = contentGoneNow(any.messageRowId());
        }
        return new Recorded(gone ? Optional.of(any.message()) : Optional.empty(), queued, unused);
    }

    private boolean isFinal(CopyResult result, Instant now) {
        return isFinal(result.copy(), result.result().outcome(), now);
    }

    /** Ends or postpones the entries that are still ours and gives their results. */
    private List<CopyResult> entries(Connection connection, List<CopyResult> results, List<Notice> notices, Instant now)
            throws SQLException {
        List<CopyResult> ours = new ArrayList<>();
        try (PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM queue_entry WHERE id = ? AND claimed_by = ?");
                PreparedStatement postpone = connection.prepareStatement(
                        "UPDATE queue_entry SET attempts = attempts + 1, due_at = ?, last_reply = ?, claimed_by = NULL,"
                                + " claimed_until = NULL, delay_dsn_sent = ? WHERE id = ? AND claimed_by = ?")) {
            for (CopyResult each : results) {
                ClaimedCopy copy = each.copy();
                int changed;
                if (isFinal(each, now)) {
                    delete.setLong(1, copy.entryId());
                    delete.setString(2, node);
                    changed = delete.executeUpdate();
                } else {
                    boolean told = copy.delayDsnSent()
                            || notices.stream()
                                    .anyMatch(notice -> notice.entries().contains(copy.entryId()));
                    Instant next = schedule.next(now, copy.attempts() + 1, ThreadLocalRandom.current()::nextDouble);
                    postpone.setObject(1, Times.of(next));
                    postpone.setString(2, Bounded.text(each.result().words(), 600));
                    postpone.setBoolean(3, told);
                    postpone.setLong(4, copy.entryId());
                    postpone.setString(5, node);
                    changed = postpone.executeUpdate();
                }
                if (changed == 1) {
                    ours.add(each);
                }
            }
        }
        return ours;
    }

    private void copies(Connection connection, List<CopyResult> ours, Instant now) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE recipient_copy SET state = ?, last_reply = ? WHERE id = ?")) {
            for (CopyResult each : ours) {
                update.setString(1, state(each, now).name());
                update.setString(2, Bounded.text(each.result().words(), 600));
                update.setLong(3, each.copy().copyId());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private CopyRow.State state(CopyResult each, Instant now) {
        if (each.result().outcome() == Outcome.DELIVERED) {
            return CopyRow.State.DELIVERED;
        }
        return isFinal(each, now) ? CopyRow.State.BOUNCED : CopyRow.State.QUEUED;
    }

    private void events(Connection connection, List<CopyResult> ours, List<Notice> notices, Instant now)
            throws SQLException {
        try (EventInsert insert = new EventInsert(connection, eventIds)) {
            for (CopyResult each : ours) {
                ClaimedCopy copy = each.copy();
                CopyRow.State state = state(each, now);
                EventKind kind = state == CopyRow.State.DELIVERED
                        ? EventKind.DELIVERED
                        : state == CopyRow.State.BOUNCED ? EventKind.BOUNCED : EventKind.ATTEMPTED;
                insert.add(copy.copyId(), copy.customerId(), copy.recipient(), kind, now, "", detail(each));
                Optional<Notice> notice = notices.stream()
                        .filter(one -> one.entries().contains(copy.entryId()))
                        .findFirst();
                if (notice.isPresent()) {
                    String id = notice.get().id().value();
                    insert.add(copy.copyId(), copy.customerId(), copy.recipient(), EventKind.SENDER_TOLD, now, "", id);
                } else if (state == CopyRow.State.BOUNCED) {
                    String why = SenderNotices.whyNot(each).name();
                    insert.add(
                            copy.copyId(),
                            copy.customerId(),
                            copy.recipient(),
                            EventKind.SENDER_NOT_TOLD,
                            now,
                            "",
                            why);
                }
            }
            insert.run();
        }
    }

    private static String detail(CopyResult each) {
        String server = each.result().server();
        return (server.isEmpty() ? "" : server + ": ") + each.result().words();
    }

    private static boolean contentGone(Connection connection, long messageRowId) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(CONTENT_GONE)) {
            update.setLong(1, messageRowId);
            return update.executeUpdate() == 1;
        }
    }

    private boolean contentGoneNow(long messageRowId) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement others =
                        connection.prepareStatement("SELECT COUNT(*) FROM recipient_copy WHERE message_id = ?")) {
            others.setLong(1, messageRowId);
            try (ResultSet row = others.executeQuery()) {
                row.next();
                return row.getInt(1) > 1 && contentGone(connection, messageRowId);
            }
        }
    }

    static void setLong(PreparedStatement statement, int index, OptionalLong value) throws SQLException {
        if (value.isPresent()) {
            statement.setLong(index, value.getAsLong());
        } else {
            statement.setNull(index, Types.BIGINT);
        }
    }
}
