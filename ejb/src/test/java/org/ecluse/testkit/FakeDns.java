package org.ecluse.testkit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.ecluse.dns.DnsLookup;
import org.ecluse.dns.DnsLookup.DnsAnswer.Status;

/** A zone in memory. A name that was never added does not exist; CNAMEs are followed. */
public final class FakeDns implements DnsLookup {
    private final Map<String, Map<String, List<Object>>> zone = new ConcurrentHashMap<>();
    private final Set<String> silent = ConcurrentHashMap.newKeySet();
    private final AtomicInteger queries = new AtomicInteger();

    public FakeDns txt(String name, String text) {
        return add(name, "TXT", text);
    }

    public FakeDns address(String name, String literal) {
        InetAddress address = literal(literal);
        return add(name, address.getAddress().length == 4 ? "A" : "AAAA", address);
    }

    /** An address in AAAA even if Java reads it as IPv4 (a mapped one). */
    public FakeDns aaaa(String name, String literal) {
        return add(name, "AAAA", literal(literal));
    }

    public FakeDns mx(String name, int preference, String host) {
        return add(name, "MX", new Mx(preference, host));
    }

    /** A name of an address. */
    public FakeDns reverse(String literal, String name) {
        return add(reverseName(literal(literal)), "PTR", name);
    }

    public FakeDns pointer(String name, String target) {
        return add(name, "PTR", target);
    }

    public FakeDns alias(String name, String target) {
        return add(name, "CNAME", target);
    }

    /** The name exists, with no record. */
    public FakeDns exists(String name) {
        zone.computeIfAbsent(key(name), n -> new ConcurrentHashMap<>());
        return this;
    }

    /** Queries of this name that no record added before answers find no server. */
    public FakeDns timeout(String name) {
        silent.add(key(name));
        return exists(name);
    }

    /** Takes one record of the zone; the value is text, an address or an {@link Mx}. */
    public interface RecordSink {
        void record(String name, String type, Object value);
    }

    /** Every record, names in lower case without a trailing dot. */
    public void forEachRecord(RecordSink sink) {
        zone.forEach((name, types) ->
                types.forEach((type, values) -> values.forEach(value -> sink.record(name, type, value))));
    }

    /** Every name that exists, those without records included. */
    public Set<String> names() {
        return Set.copyOf(zone.keySet());
    }

    /** Whether queries of the name that no record answers find no server. */
    public boolean isSilent(String name) {
        return silent.contains(key(name));
    }

    public int queries() {
        return queries.get();
    }

    @Override
    public DnsAnswer<String> txt(String name) {
        return ask(name, "TXT", String.class);
    }

    @Override
    public DnsAnswer<InetAddress> a(String name) {
        return ask(name, "A", InetAddress.class);
    }

    @Override
    public DnsAnswer<InetAddress> aaaa(String name) {
        return ask(name, "AAAA", InetAddress.class);
    }

    @Override
    public DnsAnswer<Mx> mx(String name) {
        DnsAnswer<Mx> answer = ask(name, "MX", Mx.class);
        return new DnsAnswer<>(
                answer.status(),
                answer.records().stream()
                        .sorted(Comparator.comparingInt(Mx::preference))
                        .toList());
    }

    @Override
    public DnsAnswer<String> ptr(InetAddress address) {
        return ask(reverseName(address), "PTR", String.class);
    }

    /** What a server of this zone answers, an alias itself and not what it leads to; empty: it keeps silent. */
    Optional<DnsAnswer<Object>> served(String name, String type) {
        queries.incrementAndGet();
        Map<String, List<Object>> records = zone.get(key(name));
        if (records == null) {
            boolean above = zone.keySet().stream().anyMatch(each -> each.endsWith("." + key(name)));
            return Optional.of(new DnsAnswer<>(above ? Status.NO_DATA : Status.NO_SUCH_NAME, List.of()));
        }
        List<Object> found = records.getOrDefault(type, List.of());
        if (!found.isEmpty()) {
            return Optional.of(new DnsAnswer<>(Status.FOUND, found));
        }
        return silent.contains(key(name)) ? Optional.empty() : Optional.of(new DnsAnswer<>(Status.NO_DATA, List.of()));
    }

    private FakeDns add(String name, String type, Object record) {
        exists(name);
        zone.get(key(name)).computeIfAbsent(type, t -> new ArrayList<>()).add(record);
        return this;
    }

    private <T> DnsAnswer<T> ask(String name, String type, Class<T> kind) {
        queries.incrementAndGet();
        String asked = key(name);
        Set<String> seen = new HashSet<>();
        while (seen.add(asked)) {
            Map<String, List<Object>> records = zone.get(asked);
            if (records == null) {
                return new DnsAnswer<>(Status.NO_SUCH_NAME, List.of());
            }
            List<Object> found = records.getOrDefault(type, List.of());
            if (!found.isEmpty()) {
                return new DnsAnswer<>(
                        Status.FOUND, found.stream().map(kind::cast).toList());
            }
            if (silent.contains(asked)) {
                return new DnsAnswer<>(Status.TEMPORARY_ERROR, List.of());
            }
            Optional<Object> alias =
                    records.getOrDefault("CNAME", List.of()).stream().findFirst();
            if (alias.isEmpty()) {
                return new DnsAnswer<>(Status.NO_DATA, List.of());
            }
            asked = key((String) alias.get());
        }
        return new DnsAnswer<>(Status.TEMPORARY_ERROR, List.of());
    }

    private static String key(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static InetAddress literal(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }

    private static String reverseName(InetAddress address) {
        byte[] bytes = address.getAddress();
        StringBuilder name = new StringBuilder();
        for (int i = bytes.length - 1; i >= 0; i--) {
            int octet = bytes[i] & 0xff;
            if (bytes.length == 4) {
                name.append(octet).append('.');
            } else {
                name.append(Integer.toHexString(octet & 15))
                        .append('.')
                        .append(Integer.toHexString(octet >> 4))
                        .append('.');
            }
        }
        return name + (bytes.length == 4 ? "in-addr.arpa" : "ip6.arpa");
    }
}
