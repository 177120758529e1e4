package org.ecluse.smtp.session;

import java.util.function.Function;
import org.ecluse.smtp.listener.SmtpAnswer;
import org.ecluse.smtp.listener.SmtpTransactionListener;

/** Calls the listener and answers in its place when it fails, so that the mail stays with the client. */
final class ListenerCalls {

    private static final LogThrottle FAILURES = new LogThrottle(ListenerCalls.class);

    private final SmtpTransactionListener listener;
    private final SessionClock clock;

    ListenerCalls(SmtpTransactionListener listener, SessionClock clock) {
        this.listener = listener;
        this.clock = clock;
    }

    /** No time-out counts while the listener decides. */
    SmtpAnswer ask(
            ClientSession session, ProtocolReply onFailure, Function<SmtpTransactionListener, SmtpAnswer> question) {
        clock.enter(SessionClock.Phase.DECIDING);
        try {
            SmtpAnswer answer = question.apply(listener);
            if (answer != null) return answer;
            FAILURES.failed("The listener gave no answer", new IllegalStateException("session " + session.id()));
        } catch (RuntimeException | Error e) {
            FAILURES.failed("The listener failed in session " + session.id(), e);
        } finally {
            clock.enter(SessionClock.Phase.WORKING);
        }
        return onFailure.answer();
    }

    /** Tells the end of a session that was told to be connected. */
    void ended(ClientSession session) {
        clock.enter(SessionClock.Phase.DECIDING);
        try {
            listener.ended(session);
        } catch (RuntimeException | Error e) {
            FAILURES.failed("The listener failed at the end of session " + session.id(), e);
        } finally {
            clock.enter(SessionClock.Phase.WORKING);
        }
    }
}
