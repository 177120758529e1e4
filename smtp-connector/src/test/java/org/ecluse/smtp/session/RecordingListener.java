package org.ecluse.smtp.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.ecluse.smtp.listener.SmtpAnswer;
import org.ecluse.smtp.listener.SmtpRecipient;
import org.ecluse.smtp.listener.SmtpSender;
import org.ecluse.smtp.listener.SmtpSession;
import org.ecluse.smtp.listener.SmtpTransactionListener;
import org.ecluse.smtp.listener.SpooledBody;

/** Accepts everything and remembers it, unless a test says otherwise. */
final class RecordingListener implements SmtpTransactionListener, ListenerSource {

    /** One stored message. */
    record Stored(SmtpSender sender, List<SmtpRecipient> recipients, byte[] body, List<String> faults) {}

    private static final class Envelope {
        private SmtpSender sender;
        private final List<SmtpRecipient> recipients = new ArrayList<>();
    }

    final List<Stored> stored = new CopyOnWriteArrayList<>();
    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<SmtpSession> sessions = new CopyOnWriteArrayList<>();
    volatile Function<SmtpSession, SmtpAnswer> onConnected = session -> SmtpAnswer.ok();
    volatile Function<SmtpSender, SmtpAnswer> onSender = sender -> SmtpAnswer.ok();
    volatile Function<SmtpRecipient, SmtpAnswer> onRecipient = recipient -> SmtpAnswer.ok();
    volatile Function<SpooledBody, SmtpAnswer> onMessage = body -> SmtpAnswer.ok();

    @Override
    public SmtpAnswer connected(SmtpSession session) {
        calls.add("connected");
        sessions.add(session);
        return onConnected.apply(session);
    }

    @Override
    public SmtpAnswer sender(SmtpSession session, SmtpSender sender) {
        calls.add("sender " + sender.address());
        Envelope envelope = new Envelope();
        envelope.sender = sender;
        session.state(envelope);
        return onSender.apply(sender);
    }

    @Override
    public SmtpAnswer recipient(SmtpSession session, SmtpRecipient recipient) {
        calls.add("recipient " + recipient.address());
        SmtpAnswer answer = onRecipient.apply(recipient);
        if (answer.accepted())
            session.state(Envelope.class).orElseThrow().recipients.add(recipient);
        return answer;
    }

    @Override
    public SmtpAnswer message(SmtpSession session, SpooledBody body) {
        calls.add("message");
        SmtpAnswer answer = onMessage.apply(body);
        if (!answer.accepted()) return answer;
        Envelope envelope = session.state(Envelope.class).orElseThrow();
        stored.add(
                new Stored(envelope.sender, List.copyOf(envelope.recipients), bytes(body), session.protocolFaults()));
        return answer;
    }

    @Override
    public void ended(SmtpSession session) {
        calls.add("ended");
    }

    static byte[] bytes(SpooledBody body) {
        try (InputStream in = body.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Lease acquire() {
        RecordingListener self = this;
        return new Lease() {
            @Override
            public SmtpTransactionListener listener() {
                return self;
            }

            @Override
            public void close() {
                calls.add("released");
            }
        };
    }
}
