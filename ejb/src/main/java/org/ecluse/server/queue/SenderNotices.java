package org.ecluse.server.queue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.MessageId;
import org.ecluse.mail.RawMessage;
import org.ecluse.queue.DsnComposer;
import org.ecluse.queue.DsnRequest;
import org.ecluse.queue.HeaderBlock;
import org.ecluse.queue.Notify;
import org.ecluse.queue.RetrySchedule;
import org.ecluse.queue.smtp.RecipientResult.Outcome;
import org.ecluse.store.MessageStore;
import org.ecluse.store.StoredEnvelope;

/**
 * Writes notifications to senders into the store, where the decisions allow one: never to the null sender, never for a sender
 * that failed authentication, NOTIFY honoured, one notice of delay.
 */
final class SenderNotices {
    private final MessageStore store;
    private final DsnComposer composer;
    private final RetrySchedule schedule;
    private final Duration delayNoticeAfter;
    private final String ownHost;
    private final String postmaster;
    private final Clock clock;

    SenderNotices(
            MessageStore store,
            RetrySchedule schedule,
            Duration delayNoticeAfter,
            String ownHost,
            String postmaster,
            Clock clock) {
        this.store = store;
        this.composer = new DsnComposer(ownHost, postmaster);
        this.schedule = schedule;
        this.delayNoticeAfter = delayNoticeAfter;
        this.ownHost = ownHost;
        this.postmaster = postmaster;
        this.clock = clock;
    }

    /** Why nobody is told of a failure. */
    enum WhyNot {
        /** A bounce has no sender. */
        NULL_SENDER,
        /** The sender failed authentication, or the mail looks like spam. */
        UNPROVEN,
        /** NOTIFY asks for none. */
        NOT_WANTED,
        /** The failure is our own, or the notification could not be written. */
        LOCAL
    }

    static WhyNot whyNot(CopyResult failed) {
        ClaimedCopy copy = failed.copy();
        if (copy.reversePath().isEmpty()) {
            return WhyNot.NULL_SENDER;
        }
        if (!copy.dsnAllowed()) {
            return WhyNot.UNPROVEN;
        }
        return failed.tellSender() && !Notify.wantsFailure(copy.notifyOn()) ? WhyNot.NOT_WANTED : WhyNot.LOCAL;
    }

    /** The notifications these results of one message call for; their content is kept when this returns. */
    List<Notice> prepare(List<CopyResult> results, Instant now) throws IOException {
        List<CopyResult> failed = new ArrayList<>();
        List<CopyResult> late = new ArrayList<>();
        List<CopyResult> relayed = new ArrayList<>();
        for (CopyResult each : results) {
            ClaimedCopy copy = each.copy();
            boolean silent = !copy.dsnAllowed() || copy.reversePath().isEmpty() || !each.tellSender();
            if (silent) {
                continue;
            }
            if (each.result().outcome() == Outcome.DELIVERED) {
                if (Notify.wantsSuccess(copy.notifyOn()) && !each.result().dsnPassedOn()) {
                    relayed.add(each); // the next server will not tell of success: RFC 3461 section 5.2.2
                }
                continue;
            }
            boolean over = each.result().outcome() == Outcome.PERMANENT || schedule.isOver(copy.queuedAt(), now);
            if (over && Notify.wantsFailure(copy.notifyOn())) {
                failed.add(each);
            } else if (!over
                    && !copy.delayDsnSent()
                    && Notify.wantsDelay(copy.notifyOn())
                    && !now.isBefore(copy.queuedAt().plus(delayNoticeAfter))) {
                late.add(each);
            }
        }
        List<Notice> notices = new ArrayList<>();
        add(notices, DsnRequest.Kind.FAILED, failed, now);
        add(notices, DsnRequest.Kind.DELAYED, late, now);
        add(notices, DsnRequest.Kind.RELAYED, relayed, now);
        return notices;
    }

    /** Forgets a notification whose rows were not written. */
    void discard(Notice notice) throws IOException {
        store.remove(notice.id());
    }

    private void add(List<Notice> notices, DsnRequest.Kind kind, List<CopyResult> results, Instant now)
            throws IOException {
        if (results.isEmpty()) {
            return;
        }
        ClaimedCopy first = results.get(0).copy();
        Optional<EmailAddress> sender = EmailAddress.parse(first.reversePath());
        if (sender.isEmpty()) {
            return;
        }
        DsnRequest request = new DsnRequest(
                kind,
                first.reversePath(),
                first.locale(),
                first.message().value(),
                store.envelope(first.message()).map(StoredEnvelope::envelopeId).orElse(""),
                first.receivedAt(),
                now,
                first.queuedAt().plus(schedule.giveUpAfter()),
                results.stream()
                        .map(each -> new DsnRequest.Failed(
                                each.copy().deliveryAddress(), each.copy().orcpt(), each.result()))
                        .toList(),
                header(first.message()));
        notices.add(kept(request, sender.get(), results));
    }

    private Notice kept(DsnRequest request, EmailAddress to, List<CopyResult> results) throws IOException {
        MessageId id = MessageId.create(clock);
        byte[] dsn = composer.compose(request, id.value());
        StoredEnvelope envelope = new StoredEnvelope(
                "DSN",
                request.now(),
                "",
                List.of(new StoredEnvelope.Recipient(to.toString(), "", "")),
                "",
                ownHost,
                DsnComposer.isInternational(request));
        store.keep(id, envelope, new Bytes(dsn));
        Set<Long> entries = results.stream().map(each -> each.copy().entryId()).collect(Collectors.toSet());
        return new Notice(id, to, postmaster, composer.subject(request), dsn.length, ownHost, entries);
    }

    private byte[] header(MessageId id) throws IOException {
        Optional<InputStream> content = store.open(id);
        if (content.isEmpty()) {
            return new byte[0];
        }
        try (InputStream in = content.get()) {
            return HeaderBlock.read(in);
        }
    }

    private record Bytes(byte[] bytes) implements RawMessage {
        @Override
        public long sizeBytes() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }
}
