package org.ecluse.filter.greylist;

import java.net.InetAddress;
import java.util.Set;
import org.ecluse.policy.Doubt;

/** Says what speaks against a client's address beside the DNS facts: block lists, reputation. Whoever knows such a thing implements it. */
public interface ClientDoubts {
    /** From what is known already, within milliseconds; what is not known is no doubt. Never throws. */
    Set<Doubt> about(InetAddress client);
}
