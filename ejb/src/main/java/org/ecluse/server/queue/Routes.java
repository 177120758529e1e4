package org.ecluse.server.queue;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.ecluse.queue.MailExchangers;
import org.ecluse.queue.NextServer;
import org.ecluse.queue.Route;
import org.ecluse.queue.smtp.RecipientResult;
import org.ecluse.server.directory.DestinationServers;

/** Where mail goes: a customer's destination servers, or the MX records of a domain of the outside world. */
final class Routes {
    private final DestinationServers destinations;
    private final MailExchangers exchangers;

    Routes(DestinationServers destinations, MailExchangers exchangers) {
        this.destinations = destinations;
        this.exchangers = exchangers;
    }

    /** Servers of a customer's domain, in no order; possibly none. Asks the database at most, never the DNS. */
    List<NextServer> destinationsOf(long domainId) throws SQLException {
        return destinations.of(domainId);
    }

    /** The servers to try for a copy, drawn anew. Asks the DNS for domains of the outside world. */
    Route of(ClaimedCopy copy) throws SQLException {
        if (copy.domainId().isEmpty()) {
            return exchangers.of(copy.nextHop());
        }
        List<NextServer> servers = destinationsOf(copy.domainId().getAsLong());
        if (servers.isEmpty()) {
            return new Route(
                    List.of(),
                    Optional.of(RecipientResult.temporary("4.3.5", "No destination server is configured", "")));
        }
        return new Route(NextServer.inOrder(servers, ThreadLocalRandom.current()::nextDouble), Optional.empty());
    }
}
