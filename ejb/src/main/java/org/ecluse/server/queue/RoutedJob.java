package org.ecluse.server.queue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ecluse.queue.NextServer;

/**
 * A job on its way along its route: it waits in the lane of the server that is tried next.
 *
 * @param servers still to be tried, in order; empty: the route is not known yet
 */
record RoutedJob(DeliveryJob job, List<NextServer> servers) {
    RoutedJob {
        servers = List.copyOf(servers);
    }

    static RoutedJob unrouted(DeliveryJob job) {
        return new RoutedJob(job, List.of());
    }

    boolean isRouted() {
        return !servers.isEmpty();
    }

    NextServer server() {
        return servers.get(0);
    }

    /** The same job at the next server; empty if this was the last. */
    Optional<RoutedJob> further() {
        return servers.size() < 2
                ? Optional.empty()
                : Optional.of(new RoutedJob(job, servers.subList(1, servers.size())));
    }

    /** Names the lane. */
    String lane() {
        return isRouted() ? laneOf(server()) : laneOf(job.nextHop());
    }

    static String laneOf(NextServer server) {
        return server.host().toLowerCase(Locale.ROOT) + ":" + server.port();
    }

    /** Of jobs whose domain's servers are not known yet. No host name holds a blank. */
    static String laneOf(String domain) {
        return "mx of " + domain;
    }
}
