package org.ecluse.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import org.ecluse.queue.smtp.ServerTrust;
import org.ecluse.queue.smtp.TlsUse;

/**
 * A server that mail may be handed to (R1.1).
 *
 * @param preference lower first
 * @param weight servers of equal preference share by it, at least 1
 * @param trust what vouches for its certificate, where TLS is required
 */
public record NextServer(String host, int port, int preference, int weight, TlsUse tls, ServerTrust trust) {
    public NextServer {
        if (weight < 1) {
            throw new IllegalArgumentException("weight " + weight);
        }
    }

    public NextServer(String host, int port, int preference, int weight, TlsUse tls) {
        this(host, port, preference, weight, tls, ServerTrust.AUTHORITIES);
    }

    /** The order to try: by preference, within one drawn by weight. {@code chance} gives 0 to below 1. */
    public static List<NextServer> inOrder(List<NextServer> servers, DoubleSupplier chance) {
        Map<Integer, List<NextServer>> byPreference = new TreeMap<>(Comparator.naturalOrder());
        servers.forEach(each -> byPreference
                .computeIfAbsent(each.preference(), preference -> new ArrayList<>())
                .add(each));
        List<NextServer> ordered = new ArrayList<>();
        byPreference.values().forEach(equal -> {
            while (!equal.isEmpty()) {
                ordered.add(equal.remove(drawn(equal, chance.getAsDouble())));
            }
        });
        return ordered;
    }

    private static int drawn(List<NextServer> equal, double chance) {
        long total = equal.stream().mapToLong(NextServer::weight).sum();
        double point = chance * total;
        int index = 0;
        for (double passed = equal.get(0).weight(); passed <= point && index < equal.size() - 1; index++) {
            passed += equal.get(index + 1).weight();
        }
        return index;
    }
}
