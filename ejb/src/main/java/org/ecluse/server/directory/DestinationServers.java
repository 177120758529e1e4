package org.ecluse.server.directory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.ecluse.queue.NextServer;
import org.ecluse.queue.smtp.ServerTrust;
import org.ecluse.queue.smtp.TlsUse;

/** A domain's destination servers, remembered for a few seconds: a change in the console takes effect as quickly. */
public final class DestinationServers {
    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final int MOST_REMEMBERED = 10_000;

    private record Read(List<NextServer> servers, Instant at) {}

    private final DataSource dataSource;
    private final Clock clock;
    private final ConcurrentHashMap<Long, Read> remembered = new ConcurrentHashMap<>();

    public DestinationServers(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** In no order; possibly none. */
    public List<NextServer> of(long domainId) throws SQLException {
        Instant now = clock.instant();
        Read known = remembered.get(domainId);
        if (known != null && known.at().plus(REMEMBERED).isAfter(now)) {
            return known.servers();
        }
        List<NextServer> servers = read(domainId);
        if (remembered.size() > MOST_REMEMBERED) {
            remembered.clear();
        }
        remembered.put(domainId, new Read(servers, now));
        return servers;
    }

    private List<NextServer> read(long domainId) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT host, port, preference, weight, tls_mode, tls_trust FROM destination_server WHERE domain_id = ?")) {
            select.setLong(1, domainId);
            List<NextServer> servers = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    servers.add(new NextServer(
                            row.getString("host"),
                            row.getInt("port"),
                            row.getInt("preference"),
                            Math.max(1, row.getInt("weight")),
                            tls(TlsMode.valueOf(row.getString("tls_mode"))),
                            new ServerTrust(row.getString("tls_trust"))));
                }
            }
            return List.copyOf(servers);
        }
    }

    private static TlsUse tls(TlsMode mode) {
        return switch (mode) {
            case NONE -> TlsUse.NONE;
            case OPPORTUNISTIC -> TlsUse.OPPORTUNISTIC;
            case REQUIRED -> TlsUse.REQUIRED;
        };
    }
}
