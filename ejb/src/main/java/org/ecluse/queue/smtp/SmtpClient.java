package org.ecluse.queue.smtp;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Delivers mail to servers, over connections it keeps for the next one. Safe for many threads. */
public final class SmtpClient {
    private final String heloName;
    private final SmtpTimeouts timeouts;
    private final WriteGuard guard = new WriteGuard();
    private final ConnectionPool pool = new ConnectionPool();

    public SmtpClient(String heloName, SmtpTimeouts timeouts) {
        this.heloName = heloName;
        this.timeouts = timeouts;
    }

    /**
     * One transaction.
     *
     * @return a result per recipient, in their order
     * @throws HopUnavailableException no transaction was begun: another server may be tried
     * @throws ContentException our own content could not be read; nothing was delivered
     */
    public List<RecipientResult> deliver(HopAddress hop, OutgoingMail mail)
            throws HopUnavailableException, ContentException {
        Optional<SmtpConnection> resting = pool.take(hop);
        if (resting.isPresent()) {
            SmtpTransaction first = new SmtpTransaction(resting.get(), timeouts, mail);
            Optional<List<RecipientResult>> results = first.runOnRested();
            if (results.isPresent()) {
                end(resting.get(), first.reusable());
                return results.get();
            }
            // The server had closed it meanwhile, before it answered anything: a new one is asked the same.
            resting.get().close();
        }
        SmtpConnection connection = SmtpConnection.open(hop, heloName, timeouts, guard);
        SmtpTransaction transaction = new SmtpTransaction(connection, timeouts, mail);
        boolean done = false;
        try {
            List<RecipientResult> results = transaction.run();
            done = true;
            return results;
        } finally {
            end(connection, done && transaction.reusable());
        }
    }

    /**
     * Asks which recipients a server would take from the null reverse-path, without sending anything.
     *
     * @return the replies to RCPT, in order; fewer if the server stopped answering
     */
    public List<SmtpReply> ask(HopAddress hop, List<String> recipients) throws IOException {
        SmtpConnection connection = SmtpConnection.open(hop, heloName, timeouts, guard);
        try {
            SmtpReply sender = connection.command("MAIL FROM:<>");
            if (!sender.positive()) {
                throw new HopUnavailableException(hop.toString(), sender);
            }
            List<SmtpReply> replies = new java.util.ArrayList<>();
            for (String recipient : recipients) {
                replies.add(connection.command("RCPT TO:<" + recipient + ">"));
            }
            return replies;
        } finally {
            connection.quit();
        }
    }

    /** To be called every second or so: ends connections at rest, and writes nobody reads. */
    public void tick() {
        guard.closeOverdue();
        pool.endResting(false);
    }

    /** Ends every connection at rest. */
    public void close() {
        pool.endResting(true);
    }

    private void end(SmtpConnection connection, boolean reusable) {
        if (reusable) {
            pool.giveBack(connection);
        } else {
            connection.close();
        }
    }
}
