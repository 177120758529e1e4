package org.ecluse.server.reputation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ecluse.server.reputation.ListedClient.State;
import org.ecluse.settings.ServerSettings;

/** The listings that count, in memory, so that a session asks no database. Other nodes' come in with the next {@link #refresh}. */
@ApplicationScoped
public class BlockList {
    @Inject
    private ListingLedger ledger;

    @Inject
    private ServerSettings settings;

    @Inject
    private Clock clock;

    private volatile Map<String, ListedClient> byClient = Map.of();

    /** Reads the rows again. */
    void refresh() {
        Map<String, ListedClient> read = new HashMap<>();
        for (ListedClient each : ledger.counting(clock.instant())) {
            // Two nodes may have listed one client at once; a removal of either goes before.
            read.merge(each.client(), each, (one, other) -> other.removal().isPresent() ? other : one);
        }
        byClient = read;
    }

    /** The listing because of which the client's mail is refused now. A network as a whole never is. */
    public Optional<ListedClient> refusing(InetAddress client) {
        if (isNotMeant(client)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return Optional.ofNullable(byClient.get(ClientNames.of(client).client()))
                .filter(listing -> listing.state(now) == State.REFUSED);
    }

    /** The listing of the client, or else that of its network; also one that was removed and keeps both off the list. */
    Optional<ListedClient> find(InetAddress client) {
        if (isNotMeant(client)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        ClientNames names = ClientNames.of(client);
        Map<String, ListedClient> present = byClient;
        return Optional.ofNullable(present.get(names.client()))
                .or(() -> names.network().map(present::get))
                .filter(listing -> listing.state(now) != State.ENDED);
    }

    /** @param client name as in {@link ClientNames} */
    boolean has(String client) {
        return byClient.containsKey(client);
    }

    /** How many are listed now. */
    public long listed() {
        return count(State.LISTED) + count(State.REFUSED);
    }

    /** How many are refused now. */
    public long refused() {
        return count(State.REFUSED);
    }

    private long count(State state) {
        Instant now = clock.instant();
        return byClient.values().stream()
                .filter(listing -> listing.state(now) == state)
                .count();
    }

    private boolean isNotMeant(InetAddress client) {
        return !settings.reputation().enabled() || settings.smtp().trusts(client);
    }
}
