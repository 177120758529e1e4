package org.ecluse.smtp.session;

import org.ecluse.smtp.listener.SmtpTransactionListener;

/** Gives each session its listener: a message endpoint in the container. */
public interface ListenerSource {

    /** Called once for each session, on its thread. Throws when the application is not ready for mail. */
    Lease acquire() throws ListenerUnavailableException;

    /** A listener for the time of one session. */
    interface Lease extends AutoCloseable {
        SmtpTransactionListener listener();

        @Override
        void close();
    }

    /** The application cannot take mail now; the client hears 421. */
    final class ListenerUnavailableException extends Exception {
        private static final long serialVersionUID = 1L;

        public ListenerUnavailableException(Throwable cause) {
            super(cause);
        }
    }
}
