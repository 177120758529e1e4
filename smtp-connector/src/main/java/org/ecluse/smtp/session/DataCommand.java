package org.ecluse.smtp.session;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.ecluse.smtp.listener.SmtpAnswer;

/**
 * DATA: streams the body into the spool and asks the listener. Whatever is wrong with a body, it is read to its real
 * end before the refusal, so that no part of it runs as commands; only a body of more than twice the limit is cut off,
 * together with the session.
 */
final class DataCommand implements SmtpCommand {

    private static final LogThrottle FAILURES = new LogThrottle(DataCommand.class);
    private static final String NOT_SPOOLED = "A body could not be spooled, its sender was told to try later";
    private static final int MAX_BODY_LINE_OCTETS = 1024 * 1024;

    @Override
    public void execute(Conversation conversation, String argument) throws IOException {
        Optional<ProtocolReply> refusal = refusal(conversation, argument);
        if (refusal.isEmpty()) {
            receive(conversation);
            return;
        }
        // A client that did not wait for 354 is sending the body now.
        if (conversation.connection().reader().hasBuffered()) {
            conversation.reply(ProtocolReply.NOT_SYNCHRONISED);
        } else {
            conversation.reply(refusal.get(), "DATA");
            conversation.expectNoBody();
        }
    }

    private static Optional<ProtocolReply> refusal(Conversation conversation, String argument) {
        if (!argument.isEmpty()) return Optional.of(ProtocolReply.BAD_ARGUMENT);
        if (!conversation.session().isGreeted()) return Optional.of(ProtocolReply.HELLO_FIRST);
        Optional<Transaction> transaction = conversation.transaction();
        if (transaction.isEmpty()) return Optional.of(ProtocolReply.SENDER_FIRST);
        if (transaction.get().recipients() == 0) return Optional.of(ProtocolReply.NO_VALID_RECIPIENT);
        if (!conversation.server().spool().freeSpace().allows(0)) return Optional.of(ProtocolReply.NO_SPACE);
        return Optional.empty();
    }

    private static void receive(Conversation conversation) throws IOException {
        Server server = conversation.server();
        SessionLimits limits = server.settings().limits();
        BodyScanner scanner = new BodyScanner(MAX_BODY_LINE_OCTETS);
        conversation.reply(ProtocolReply.START_BODY);
        try (BodySpool spool = new BodySpool(server.spool(), limits.maxSizeBytes())) {
            conversation.clock().bodyStarts();
            boolean whole = drain(conversation, scanner, spool, limits);
            conversation.clock().enter(SessionClock.Phase.WORKING);
            if (!conversation.session().esmtp()) conversation.noteWhatWasSentAhead();
            conversation.bodyArrived();
            scanner.faults().forEach(conversation.session()::fault);
            Optional<ProtocolReply> refusal = verdict(scanner, spool, limits.maxHeaderBytes());
            if (!whole) {
                conversation.reply(ProtocolReply.TOO_BIG);
                conversation.end();
            } else if (refusal.isPresent()) {
                conversation.reply(refusal.get());
            } else {
                ask(conversation, spool);
            }
        } finally {
            conversation.endTransaction();
        }
    }

    /** Reads to the end of the body; false if twice the largest size came without one. */
    private static boolean drain(Conversation conversation, BodyScanner scanner, BodySpool spool, SessionLimits limits)
            throws IOException {
        WireReader reader = conversation.connection().reader();
        long received = reader.buffered();
        while (!reader.scanBody(scanner, spool::append)) {
            if (isWorthless(scanner, limits.maxHeaderBytes())) spool.drop();
            if (received > 2 * limits.maxSizeBytes()) return false;
            int count = reader.fill();
            if (count < 0) throw new EOFException("client left in the middle of a body");
            received += count;
            conversation.clock().bodyProgress(received);
        }
        return true;
    }

    private static boolean isWorthless(BodyScanner scanner, long maxHeaderBytes) {
        Set<ProtocolFault> faults = scanner.faults();
        return scanner.endlessLine()
                || scanner.headerOctets() > maxHeaderBytes
                || faults.contains(ProtocolFault.BARE_CR)
                || faults.contains(ProtocolFault.BARE_LF)
                || faults.contains(ProtocolFault.NUL_OCTET);
    }

    private static Optional<ProtocolReply> verdict(BodyScanner scanner, BodySpool spool, long maxHeaderBytes) {
        Set<ProtocolFault> faults = scanner.faults();
        if (faults.contains(ProtocolFault.BARE_CR) || faults.contains(ProtocolFault.BARE_LF)) {
            return Optional.of(ProtocolReply.BARE_CR_OR_LF);
        }
        if (faults.contains(ProtocolFault.NUL_OCTET)) return Optional.of(ProtocolReply.NUL_OCTET);
        if (scanner.endlessLine()) return Optional.of(ProtocolReply.ENDLESS_LINE);
        if (scanner.headerOctets() > maxHeaderBytes) return Optional.of(ProtocolReply.HEADER_TOO_BIG);
        return switch (spool.trouble()) {
            case NONE -> Optional.empty();
            case NO_SPACE -> {
                FAILURES.failed(NOT_SPOOLED, spool.cause());
                yield Optional.of(ProtocolReply.NO_SPACE);
            }
            case TOO_BIG, DROPPED -> Optional.of(ProtocolReply.TOO_BIG);
        };
    }

    private static void ask(Conversation conversation, BodySpool spool) throws IOException {
        Optional<CountedBody> finished = finish(spool);
        if (finished.isEmpty()) {
            conversation.reply(ProtocolReply.NO_SPACE);
            return;
        }
        CountedBody body = finished.get();
        try {
            SmtpAnswer answer = conversation.ask(listener -> listener.message(conversation.session(), body));
            if (answer.accepted()) conversation.server().counters().messageAccepted();
            conversation.reply(answer, ProtocolReply.MESSAGE_OK);
        } finally {
            body.release();
        }
    }

    private static Optional<CountedBody> finish(BodySpool spool) {
        try {
            return Optional.of(spool.finish());
        } catch (IOException e) {
            FAILURES.failed(NOT_SPOOLED, e);
            return Optional.empty();
        }
    }

    @Override
    public boolean endsGroup() {
        return true;
    }
}
