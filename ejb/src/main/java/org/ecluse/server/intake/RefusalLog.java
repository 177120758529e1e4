package org.ecluse.server.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.ecluse.mail.EmailAddress;
import org.ecluse.server.disposition.EventRecorder;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.server.tracking.EventKind;
import org.ecluse.server.tracking.EventRow;
import org.ecluse.smtp.listener.SmtpSession;
import org.ecluse.verdict.Reply;

/** Writes refused recipients into the timeline (B3). A refusal that cannot be recorded is still a refusal. */
@ApplicationScoped
class RefusalLog {
    @Inject
    private EventRecorder events;

    @Inject
    private Clock clock;

    void note(SmtpSession session, long customerId, EmailAddress recipient, Reply reply) {
        String sender = session.state(IntakeTransaction.class)
                .map(transaction -> transaction.from().text())
                .orElse("");
        String detail = reply.name() + " <" + sender + "> ["
                + session.client().getAddress().getHostAddress() + "] " + session.helo();
        try {
            events.record(
                    EventRow.beforeData(customerId, recipient.key(), EventKind.RCPT_REFUSED, clock.instant(), detail));
        } catch (RuntimeException e) {
            ServerLog.LOG.eventsNotRecorded(session.id(), e);
        }
    }
}
