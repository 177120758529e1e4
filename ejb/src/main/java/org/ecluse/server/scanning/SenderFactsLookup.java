package org.ecluse.server.scanning;

import java.net.InetAddress;
import java.util.concurrent.Future;
import org.ecluse.filter.SenderFacts;
import org.ecluse.mail.ReversePath;

/** Looks up what the DNS says of a sender, beside the session. */
public interface SenderFactsLookup {
    /** Starts at MAIL; the result is awaited with a limit and reused after DATA. A failed look-up is no doubt. */
    Future<SenderFacts> start(InetAddress client, String helo, ReversePath from);
}
