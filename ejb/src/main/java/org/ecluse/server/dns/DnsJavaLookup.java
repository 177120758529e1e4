package org.ecluse.server.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.ecluse.dns.DnsLookup;
import org.ecluse.dns.DnsLookup.DnsAnswer.Status;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Asks the configured resolvers; answers and "no such name" are cached with their TTLs, at most a day and an hour. */
public final class DnsJavaLookup implements DnsLookup {
    private static final int CACHED_NAMES = 50_000;
    private static final int LONGEST_CACHED_SECONDS = 24 * 3600;
    private static final int LONGEST_NEGATIVE_SECONDS = 3600;
    private static final int MOST_RECORDS = 200;
    private static final int EDNS_UDP_BYTES = 1232; // DNS flag day 2020: fits every path without fragments
    private static final int DNS_PORT = 53;
    private static final int TRIES = 2;
    private static final int MOST_SERVERS_WAITED_FOR = 3;

    private final Resolver resolver;
    private final Cache cache = new Cache(DClass.IN);

    /**
     * @param servers {@code host}, {@code host:port} or {@code [v6]:port}; empty: the system's resolvers
     * @param timeout of one query to one server; each is asked twice, three silent ones are waited for
     */
    public DnsJavaLookup(List<String> servers, Duration timeout) throws UnknownHostException {
        List<InetSocketAddress> addresses = new ArrayList<>();
        if (servers.isEmpty()) {
            addresses.addAll(ResolverConfig.getCurrentConfig().servers());
        }
        for (String server : servers) {
            addresses.add(socketAddress(server));
        }
        List<Resolver> resolvers = new ArrayList<>();
        for (InetSocketAddress address : addresses) {
            SimpleResolver one = new SimpleResolver(address);
            one.setTimeout(timeout);
            one.setEDNS(0, EDNS_UDP_BYTES, 0, List.of());
            resolvers.add(one);
        }
        ExtendedResolver all = new ExtendedResolver(resolvers);
        all.setRetries(TRIES);
        all.setTimeout(timeout.multipliedBy((long) TRIES * Math.min(resolvers.size(), MOST_SERVERS_WAITED_FOR)));
        this.resolver = all;
        cache.setMaxEntries(CACHED_NAMES);
        cache.setMaxCache(LONGEST_CACHED_SECONDS);
        cache.setMaxNCache(LONGEST_NEGATIVE_SECONDS);
    }

    @Override
    public DnsAnswer<String> txt(String name) {
        return ask(name, Type.TXT, record -> text((TXTRecord) record));
    }

    @Override
    public DnsAnswer<InetAddress> a(String name) {
        return ask(name, Type.A, record -> ((ARecord) record).getAddress());
    }

    @Override
    public DnsAnswer<InetAddress> aaaa(String name) {
        return ask(name, Type.AAAA, record -> ((AAAARecord) record).getAddress());
    }

    @Override
    public DnsAnswer<Mx> mx(String name) {
        DnsAnswer<Mx> answer = ask(name, Type.MX, record -> {
            MXRecord mx = (MXRecord) record;
            return new Mx(mx.getPriority(), hostName(mx.getTarget()));
        });
        List<Mx> byPreference = answer.records().stream()
                .sorted(Comparator.comparingInt(Mx::preference))
                .toList();
        return new DnsAnswer<>(answer.status(), byPreference);
    }

    @Override
    public DnsAnswer<String> ptr(InetAddress address) {
        return ask(
                ReverseMap.fromAddress(address).toString(),
                Type.PTR,
                record -> hostName(((PTRRecord) record).getTarget()));
    }

    private <T> DnsAnswer<T> ask(String text, int type, Function<Record, T> read) {
        Name name;
        try {
            name = Name.fromString(text, Name.root);
        } catch (TextParseException e) {
            // Labels over 63 or names over 255 octets cannot exist.
            return new DnsAnswer<>(Status.NO_SUCH_NAME, List.of());
        }
        Lookup lookup = new Lookup(name, type, DClass.IN);
        lookup.setResolver(resolver);
        lookup.setCache(cache);
        lookup.setSearchPath(List.of());
        Record[] records = lookup.run();
        int result = lookup.getResult();
        if (result == Lookup.HOST_NOT_FOUND) {
            return new DnsAnswer<>(Status.NO_SUCH_NAME, List.of());
        }
        if (result == Lookup.TYPE_NOT_FOUND) {
            return new DnsAnswer<>(Status.NO_DATA, List.of());
        }
        if (result != Lookup.SUCCESSFUL || records == null) {
            return new DnsAnswer<>(Status.TEMPORARY_ERROR, List.of());
        }
        List<T> found = new ArrayList<>();
        for (Record record : records) {
            if (record.getType() == type && found.size() < MOST_RECORDS) {
                found.add(read.apply(record));
            }
        }
        return new DnsAnswer<>(found.isEmpty() ? Status.NO_DATA : Status.FOUND, found);
    }

    private static String text(TXTRecord record) {
        StringBuilder joined = new StringBuilder();
        for (byte[] part : record.getStringsAsByteArrays()) {
            joined.append(new String(part, StandardCharsets.ISO_8859_1));
        }
        return joined.toString();
    }

    /** Without the trailing dot; the root itself, a null MX (RFC 7505), stays ".". */
    private static String hostName(Name name) {
        return name.equals(Name.root) ? "." : name.toString(true).toLowerCase(Locale.ROOT);
    }

    private static InetSocketAddress socketAddress(String server) throws UnknownHostException {
        int colon = server.lastIndexOf(':');
        boolean withPort = colon > 0 && (server.indexOf(':') == colon || server.charAt(colon - 1) == ']');
        String host = withPort ? server.substring(0, colon) : server;
        try {
            int port = withPort ? Integer.parseInt(server.substring(colon + 1)) : DNS_PORT;
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (IllegalArgumentException e) {
            UnknownHostException wrong = new UnknownHostException("not a host or host:port: " + server);
            wrong.initCause(e);
            throw wrong;
        }
    }
}
