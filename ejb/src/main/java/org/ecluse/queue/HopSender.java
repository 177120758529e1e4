package org.ecluse.queue;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.ecluse.net.OutboundGuard;
import org.ecluse.net.UnreachableHostException;
import org.ecluse.queue.smtp.ContentException;
import org.ecluse.queue.smtp.HopAddress;
import org.ecluse.queue.smtp.HopUnavailableException;
import org.ecluse.queue.smtp.OutgoingMail;
import org.ecluse.queue.smtp.RecipientResult;
import org.ecluse.queue.smtp.SmtpClient;
import org.ecluse.queue.smtp.SmtpReply;

/** Speaks to servers whose names are resolved and checked here, and nowhere else. */
public final class HopSender {
    private final SmtpClient client;
    private final OutboundGuard guard;

    public HopSender(SmtpClient client, OutboundGuard guard) {
        this.client = client;
        this.guard = guard;
    }

    /**
     * Hands a mail to the first address of the server that takes part in a transaction.
     *
     * @throws ContentException our own content could not be read; nothing was delivered
     */
    public DispatchResult send(NextServer server, OutgoingMail mail) throws ContentException {
        int recipients = mail.recipients().size();
        RecipientResult last = RecipientResult.temporary("4.4.1", "No address to deliver to", server.host());
        try {
            for (InetAddress address : guard.addresses(server.host(), server.port())) {
                HopAddress hop = hop(server, address);
                try {
                    return new DispatchResult(client.deliver(hop, mail), false);
                } catch (HopUnavailableException e) {
                    last = RecipientResult.temporary("4.4.1", e.getMessage(), hop.toString());
                }
            }
        } catch (UnreachableHostException e) {
            last = RecipientResult.temporary(e.isDenied() ? "4.7.0" : "4.4.3", e.getMessage(), server.host());
        }
        return DispatchResult.allAlike(last, recipients, true);
    }

    /**
     * Asks the first server that answers which recipients it would take.
     *
     * @return the replies to RCPT, in order
     * @throws IOException no server answered to all
     */
    public List<SmtpReply> ask(List<NextServer> servers, List<String> recipients) throws IOException {
        IOException last = new IOException("no server to ask");
        for (NextServer server : servers) {
            try {
                InetAddress address =
                        guard.addresses(server.host(), server.port()).get(0);
                return client.ask(hop(server, address), recipients);
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    private static HopAddress hop(NextServer server, InetAddress address) {
        return new HopAddress(server.host(), address, server.port(), server.tls(), server.trust(), false);
    }
}
