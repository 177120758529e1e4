package org.ecluse.server.queue;

import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.ecluse.disposition.CopyHeaders;
import org.ecluse.mail.CopyId;
import org.ecluse.mail.MessageId;
import org.ecluse.mail.RawMessage;
import org.ecluse.queue.DispatchResult;
import org.ecluse.queue.FieldSieve;
import org.ecluse.queue.HeaderBlock;
import org.ecluse.queue.HopSender;
import org.ecluse.queue.IncomingFields;
import org.ecluse.queue.NextServer;
import org.ecluse.queue.OutgoingStream;
import org.ecluse.queue.TraceField;
import org.ecluse.queue.smtp.OutgoingMail;
import org.ecluse.store.MessageStore;
import org.ecluse.store.StoredEnvelope;

/** Makes one attempt at a job: content from the store, fields added on the way, to one server. */
final class CopySender {
    private final MessageStore store;
    private final HopSender sender;
    private final Markings markings;
    private final CopyEdits edits;
    private final String ownHost;
    private final FieldSieve incoming;

    /** @param ownNames what an Authentication-Results field that is forged calls itself */
    CopySender(
            MessageStore store,
            HopSender sender,
            Markings markings,
            CopyEdits edits,
            String ownHost,
            Predicate<String> ownNames) {
        this.store = store;
        this.sender = sender;
        this.markings = markings;
        this.edits = edits;
        this.ownHost = ownHost;
        this.incoming = new IncomingFields(CopyHeaders::isReserved, ownNames);
    }

    /**
     * A result for each copy.
     *
     * @throws ContentMissingException the store has no content: no attempt will ever succeed
     * @throws IOException the store cannot be read now
     * @throws SQLException the database cannot be read now
     */
    DispatchResult send(DeliveryJob job, NextServer server) throws IOException, SQLException, ContentMissingException {
        MessageId id = job.first().message();
        StoredEnvelope envelope = store.envelope(id).orElseThrow(() -> new ContentMissingException(id));
        return sender.send(server, mail(job, envelope));
    }

    private OutgoingMail mail(DeliveryJob job, StoredEnvelope envelope) throws IOException, SQLException {
        MessageId id = job.first().message();
        String trace = TraceField.received(envelope, ownHost, id.value());
        List<String> added = addedFields(job);
        List<OutgoingMail.Recipient> recipients = job.copies().stream()
                .map(copy -> new OutgoingMail.Recipient(copy.deliveryAddress(), copy.notifyOn(), copy.orcpt()))
                .toList();
        RawMessage outgoing = edited(
                job,
                new Outgoing(id, trace, added, job.first().sizeBytes() + OutgoingStream.prefix(trace, added).length));
        return new OutgoingMail(
                job.first().reversePath(),
                recipients,
                envelope.smtpUtf8() && isInternational(job, id),
                outgoing.sizeBytes(),
                envelope.ret(),
                envelope.envelopeId(),
                outgoing::open);
    }

    /** What was kept stays as it came: it is changed anew at each attempt (B1). */
    private RawMessage edited(DeliveryJob job, RawMessage mail) throws SQLException {
        ClaimedCopy copy = job.first();
        String word = copy.mark().isEmpty() ? "" : copy.mark().get().word(markings.of(copy.policyRevision()));
        CopyEdits.Edit edit = new CopyEdits.Edit(
                new CopyId(copy.message(), copy.number()), copy.authenticationResults(), word, copy.banner());
        return edit.isNone() ? mail : edits.edited(edit, mail);
    }

    /** The kept message with our fields. */
    private final class Outgoing implements RawMessage {
        private final MessageId id;
        private final String trace;
        private final List<String> added;
        private final long sizeBytes;

        Outgoing(MessageId id, String trace, List<String> added, long sizeBytes) {
            this.id = id;
            this.trace = trace;
            this.added = added;
            this.sizeBytes = sizeBytes;
        }

        @Override
        public long sizeBytes() {
            return sizeBytes;
        }

        @Override
        public InputStream open() throws IOException {
            return OutgoingStream.of(content(id), trace, added, incoming);
        }
    }

    /** The service's own mail carries no verdict. */
    private List<String> addedFields(DeliveryJob job) {
        ClaimedCopy copy = job.first();
        if (!copy.inbound()) {
            return List.of("X-Ecluse-Id: " + copy.message());
        }
        String shownId = job.copies().size() == 1
                ? copy.message().copy(copy.number())
                : copy.message().value();
        List<String> lines = new ArrayList<>();
        if (!copy.authenticationResults().isEmpty()) {
            lines.add(CopyHeaders.authenticationResults(copy.authenticationResults()));
        }
        lines.addAll(
                CopyHeaders.lines(shownId, copy.verdict().label(), copy.score(), copy.mark(), engines(copy.engines())));
        copy.releasedRole().ifPresent(role -> lines.add("X-Ecluse-Released: " + role));
        return lines;
    }

    private static List<String> engines(String stored) {
        return Arrays.stream(stored.split("; ", -1))
                .filter(engine -> !engine.isBlank())
                .toList();
    }

    private boolean isInternational(DeliveryJob job, MessageId id) throws IOException {
        boolean addresses = isInternational(job.first().reversePath())
                || job.copies().stream().anyMatch(copy -> isInternational(copy.deliveryAddress()));
        if (addresses) {
            return true;
        }
        try (InputStream in = content(id)) {
            return HeaderBlock.isInternational(HeaderBlock.read(in));
        }
    }

    private static boolean isInternational(String address) {
        return address.chars().anyMatch(c -> c > 126);
    }

    private InputStream content(MessageId id) throws IOException {
        return store.open(id).orElseThrow(() -> new IOException("content of " + id + " is gone"));
    }
}
