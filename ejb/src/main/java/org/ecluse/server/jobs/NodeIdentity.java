package org.ecluse.server.jobs;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;
import org.ecluse.server.rows.Bounded;

/** Names this boot of this node. A restarted node is another one: what it ran before, it does not run any more. */
@ApplicationScoped
public class NodeIdentity {
    private final String owner =
            Bounded.text(hostName(), 50) + "/" + UUID.randomUUID().toString().substring(0, 8);

    public String owner() {
        return owner;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // A machine whose own name does not resolve still runs jobs; the random part keeps it apart.
            return "node";
        }
    }
}
