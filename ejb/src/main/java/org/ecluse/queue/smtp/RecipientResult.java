package org.ecluse.queue.smtp;

/**
 * What became of one recipient.
 *
 * @param status enhanced status code, the server's own or a fitting one (RFC 3463)
 * @param words the server's reply, or ours if it gave none: one printable line
 * @param fromServer whether {@code words} are the server's
 * @param server name and address, "" if none was reached
 * @param dsnPassedOn delivered to a server that took the DSN parameters over and tells the sender itself (RFC 3461 section 5.2.1)
 */
public record RecipientResult(
        Outcome outcome, String status, String words, boolean fromServer, String server, boolean dsnPassedOn) {
    public RecipientResult(Outcome outcome, String status, String words, boolean fromServer, String server) {
        this(outcome, status, words, fromServer, server, false);
    }

    /** Delivered; to be tried again; never. */
    public enum Outcome {
        DELIVERED,
        TEMPORARY,
        PERMANENT
    }

    static RecipientResult of(SmtpReply reply, HopAddress hop) {
        Outcome outcome =
                reply.positive() ? Outcome.DELIVERED : reply.permanent() ? Outcome.PERMANENT : Outcome.TEMPORARY;
        String unspecific = outcome == Outcome.DELIVERED ? "2.0.0" : outcome == Outcome.PERMANENT ? "5.0.0" : "4.0.0";
        return new RecipientResult(outcome, reply.enhanced().orElse(unspecific), reply.text(), true, hop.toString());
    }

    /** The same, from a server that announced DSN or did not. */
    RecipientResult withDsn(boolean announced) {
        boolean passedOn = announced && outcome == Outcome.DELIVERED;
        return new RecipientResult(outcome, status, words, fromServer, server, passedOn);
    }

    /** No usable reply: tried again later. */
    public static RecipientResult temporary(String status, String words, String server) {
        return new RecipientResult(Outcome.TEMPORARY, status, PrintableText.of(words, 500), false, server);
    }

    public static RecipientResult permanent(String status, String words, String server) {
        return new RecipientResult(Outcome.PERMANENT, status, PrintableText.of(words, 500), false, server);
    }
}
