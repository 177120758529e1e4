package org.ecluse.queue;

import java.util.List;
import java.util.Optional;
import org.ecluse.queue.smtp.RecipientResult;

/** Servers in the order to try, or why there are none. */
public record Route(List<NextServer> servers, Optional<RecipientResult> failure) {
    public Route {
        servers = List.copyOf(servers);
        if (servers.isEmpty() == failure.isEmpty()) {
            throw new IllegalArgumentException("a route has servers or a failure");
        }
    }

    static Route to(List<NextServer> servers) {
        return new Route(servers, Optional.empty());
    }

    static Route none(RecipientResult failure) {
        return new Route(List.of(), Optional.of(failure));
    }
}
