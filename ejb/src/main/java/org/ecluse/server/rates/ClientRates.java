package org.ecluse.server.rates;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.ecluse.filter.greylist.ClientNetwork;
import org.ecluse.net.IpText;
import org.ecluse.rate.OpenConnections;
import org.ecluse.rate.RateBook;
import org.ecluse.rate.RateUnit;
import org.ecluse.rate.RateUse;
import org.ecluse.server.access.DeniedException;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.access.Viewer;
import org.ecluse.settings.ServerSettings;

/**
 * Counts what clients send, by address and by network, on this node and since its start; nothing of it is shared or kept. An IPv4
 * client is its address within its /24, an IPv6 client its /64 within its /48: who has one address of a /64 has them all.
 */
@ApplicationScoped
public class ClientRates {
    /** Clients, and networks, that are counted; some 400 octets each. */
    static final int REMEMBERED = 20_000;

    private static final int V4_OCTETS = 4;

    @Inject
    private ServerSettings settings;

    @Inject
    private Clock clock;

    private final AtomicLong refused = new AtomicLong();
    private RateBook book;
    private OpenConnections connections;

    @PostConstruct
    void open() {
        ServerSettings.Rates rates = settings.rates();
        book = new RateBook(rates.address(), rates.network(), REMEMBERED);
        connections = new OpenConnections(
                rates.address().connections(), rates.network().connections());
    }

    /** Counts one more of the client's; the limit that is used up if it may not. */
    public Optional<RateUse> take(InetAddress client, RateUnit unit) {
        if (settings.smtp().trusts(client)) {
            return Optional.empty();
        }
        return counted(book.take(address(client), ClientNetwork.siteOf(client), unit, clock.instant()));
    }

    /** Counts a connection until {@link #disconnected}; if there are too many, says so and counts nothing. */
    public Optional<OpenConnections.Full> connected(InetAddress client) {
        if (settings.smtp().trusts(client)) {
            return Optional.empty();
        }
        return counted(connections.open(address(client), ClientNetwork.siteOf(client)));
    }

    /** The connection that {@link #connected} let in is over. */
    public void disconnected(InetAddress client) {
        if (!settings.smtp().trusts(client)) {
            connections.close(address(client), ClientNetwork.siteOf(client));
        }
    }

    /** Limits that are used to 80 % or more now, the most used first (B11). */
    public Page<RateUse> near(Viewer viewer, PageRequest page) {
        if (!viewer.isPlatform()) {
            throw new DeniedException();
        }
        List<RateUse> near = book.near(clock.instant());
        return new Page<>(near.stream().skip(page.offset()).limit(page.limit()).toList(), near.size());
    }

    /** How many limits are used to 80 % or more now. */
    public int near() {
        return book.near(clock.instant()).size();
    }

    /** Commands and connections that were refused since the start. */
    public long refused() {
        return refused.get();
    }

    private <T> Optional<T> counted(Optional<T> refusal) {
        if (refusal.isPresent()) {
            refused.incrementAndGet();
        }
        return refusal;
    }

    private static String address(InetAddress client) {
        return client.getAddress().length == V4_OCTETS ? IpText.of(client) : ClientNetwork.of(client);
    }
}
