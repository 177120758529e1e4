package org.ecluse.queue.smtp;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** MAIL, RCPT, DATA and the content, once, on one connection. */
final class SmtpTransaction {
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final SmtpConnection connection;
    private final SmtpTimeouts timeouts;
    private final OutgoingMail mail;
    private final List<RecipientResult> results;
    private boolean reusable;
    private boolean answered;

    SmtpTransaction(SmtpConnection connection, SmtpTimeouts timeouts, OutgoingMail mail) {
        this.connection = connection;
        this.timeouts = timeouts;
        this.mail = mail;
        this.results = new ArrayList<>(Collections.nCopies(mail.recipients().size(), null));
    }

    /** Whether another mail may follow on the connection. */
    boolean reusable() {
        return reusable;
    }

    /** As {@link #run()}, or empty if the connection turned out to be dead before the server answered at all. */
    Optional<List<RecipientResult>> runOnRested() throws ContentException {
        List<RecipientResult> all = run();
        return answered ? Optional.of(all) : Optional.empty();
    }

    /** @throws ContentException our content could not be read; the connection must be closed */
    List<RecipientResult> run() throws ContentException {
        Optional<RecipientResult> impossible = impossible();
        if (impossible.isPresent()) {
            answered = true;
            reusable = true;
            return Collections.nCopies(results.size(), impossible.get());
        }
        try (ContentSource content = ContentSource.open(mail.content())) {
            exchange(content);
        } catch (ContentException e) {
            throw e;
        } catch (IOException e) {
            reusable = false;
            fillOpen(RecipientResult.temporary(
                    "4.4.2", SmtpConnection.reason(e), connection.hop().toString()));
        }
        boolean dsn = connection.capabilities().has("DSN");
        return results.stream().map(result -> result.withDsn(dsn)).toList();
    }

    private void exchange(ContentSource content) throws IOException {
        boolean pipelining = connection.capabilities().has("PIPELINING");
        SmtpReply sender = pipelining ? sendEnvelopeAtOnce() : connection.command(mailCommand());
        answered = !sender.closing(); // a rested connection that says good-bye has not been asked in time
        if (!sender.positive()) {
            refuseAll(sender, pipelining);
            return;
        }
        int accepted = 0;
        for (int i = 0; i < results.size(); i++) {
            SmtpReply reply = pipelining ? connection.reply(timeouts.reply()) : connection.command(rcptCommand(i));
            if (reply.positive()) {
                accepted++;
            } else {
                results.set(i, RecipientResult.of(reply, connection.hop()));
            }
        }
        if (accepted == 0 && !pipelining) {
            reset();
            return;
        }
        if (!pipelining) {
            connection.line("DATA");
            connection.out().flush();
        }
        SmtpReply start = connection.reply(timeouts.dataStart());
        if (!start.intermediate()) {
            fillOpen(RecipientResult.of(start, connection.hop()));
            reset();
        } else if (accepted == 0) {
            // RFC 2920 section 3.1: a server may say 354 with no recipient left. Nothing but the dot is sent then.
            connection.line(".");
            connection.out().flush();
            connection.reply(timeouts.dataEnd());
            reset();
        } else {
            sendContent(content);
        }
    }

    private SmtpReply sendEnvelopeAtOnce() throws IOException {
        connection.line(mailCommand());
        for (int i = 0; i < results.size(); i++) {
            connection.line(rcptCommand(i));
        }
        connection.line("DATA");
        connection.out().flush();
        return connection.reply(timeouts.reply());
    }

    private void sendContent(ContentSource content) throws IOException {
        try {
            DotStuffing.write(content, connection.out());
            connection.out().flush();
        } catch (ContentException e) {
            throw e;
        } catch (IOException e) {
            // A server that has seen enough answers and closes: its words say more than "broken pipe".
            SmtpReply lastWords = connection.reply(LAST_WORDS);
            if (lastWords.positive()) {
                throw e;
            }
            fillOpen(RecipientResult.of(lastWords, connection.hop()));
            return;
        }
        if (connection.hop().lmtp()) {
            for (int i = 0; i < results.size(); i++) {
                if (results.get(i) == null) {
                    results.set(i, RecipientResult.of(connection.reply(timeouts.dataEnd()), connection.hop()));
                }
            }
            reusable = true;
            return;
        }
        SmtpReply end = connection.reply(timeouts.dataEnd());
        if (end.intermediate()) {
            throw new SmtpProtocolException("reply " + end.code() + " after the final dot");
        }
        fillOpen(RecipientResult.of(end, connection.hop()));
        reusable = !end.closing();
    }

    /** MAIL was refused. With pipelining the answers to RCPT and DATA are already on their way. */
    private void refuseAll(SmtpReply sender, boolean pipelining) throws IOException {
        fillOpen(RecipientResult.of(sender, connection.hop()));
        if (sender.closing()) {
            return;
        }
        if (pipelining) {
            for (int i = 0; i < results.size(); i++) {
                connection.reply(timeouts.reply());
            }
            SmtpReply start = connection.reply(timeouts.dataStart());
            if (start.intermediate()) {
                return; // it waits for content it may not have: the connection is closed
            }
        }
        reset();
    }

    private void reset() throws IOException {
        reusable = connection.command("RSET").positive();
    }

    private void fillOpen(RecipientResult result) {
        results.replaceAll(each -> each == null ? result : each);
    }

    /** What the announced extensions rule out, without asking. */
    private Optional<RecipientResult> impossible() {
        String server = connection.hop().toString();
        if (mail.needsUtf8() && !connection.capabilities().has("SMTPUTF8")) {
            return Optional.of(RecipientResult.permanent(
                    "5.6.7", "The server does not take internationalised mail (SMTPUTF8)", server));
        }
        OptionalLong largest = connection.capabilities().largestMessage();
        if (largest.isPresent() && mail.sizeBytes() > largest.getAsLong()) {
            return Optional.of(RecipientResult.permanent(
                    "5.3.4",
                    "The message has " + mail.sizeBytes() + " bytes, the server takes at most " + largest.getAsLong(),
                    server));
        }
        return Optional.empty();
    }

    private String mailCommand() {
        Capabilities server = connection.capabilities();
        StringBuilder command =
                new StringBuilder("MAIL FROM:<").append(mail.reversePath()).append('>');
        if (server.has("SIZE")) {
            command.append(" SIZE=").append(mail.sizeBytes());
        }
        if (server.has("8BITMIME")) {
            // To a server without it 8-bit content is sent all the same, as every MTA of today does.
            command.append(" BODY=8BITMIME");
        }
        if (mail.needsUtf8()) {
            command.append(" SMTPUTF8");
        }
        if (server.has("DSN")) {
            append(command, "RET", mail.ret());
            append(command, "ENVID", mail.envelopeId());
        }
        return command.toString();
    }

    private String rcptCommand(int index) {
        OutgoingMail.Recipient recipient = mail.recipients().get(index);
        StringBuilder command =
                new StringBuilder("RCPT TO:<").append(recipient.address()).append('>');
        if (connection.capabilities().has("DSN")) {
            append(command, "NOTIFY", recipient.notifyOn());
            append(command, "ORCPT", recipient.orcpt(), mail.needsUtf8());
        }
        return command.toString();
    }

    private static void append(StringBuilder command, String name, String value) {
        append(command, name, value, false);
    }

    /**
     * Parameters come from the client that sent the mail: only printable ASCII without space goes on, and where SMTPUTF8 is
     * spoken letters beyond it (RFC 6533 section 3).
     */
    private static void append(StringBuilder command, String name, String value, boolean utf8) {
        boolean clean =
                value.length() <= 500 && value.chars().allMatch(c -> c > ' ' && c < 127 || utf8 && isBeyondAscii(c));
        if (clean && !value.isEmpty()) {
            command.append(' ').append(name).append('=').append(value);
        }
    }

    /** Not the C1 controls, nor what some programs take for a line end. */
    private static boolean isBeyondAscii(int c) {
        return c > 0x9f && c != 0x2028 && c != 0x2029;
    }
}
