package org.ecluse.server.greylist;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Supplier;
import org.ecluse.filter.SenderFacts;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.ReversePath;
import org.ecluse.policy.GreyPolicy;

/**
 * One RCPT as the grey zone sees it.
 *
 * @param customerId of the recipient
 * @param recipient the address it is decided for
 * @param local where the client connected to
 * @param faults symbols noted by the session
 * @param facts waits for what the DNS says, with a limit; asked only if the policy wants to know
 */
public record GreyTry(
        long customerId,
        GreyPolicy policy,
        EmailAddress recipient,
        InetAddress client,
        InetAddress local,
        String helo,
        ReversePath from,
        List<String> faults,
        Supplier<SenderFacts> facts) {
    public GreyTry {
        faults = List.copyOf(faults);
    }
}
