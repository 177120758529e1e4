package org.ecluse.server.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ecluse.dns.DnsLookup;
import org.ecluse.dns.DnsLookup.DnsAnswer.Status;
import org.ecluse.dns.DnsQuestion;
import org.ecluse.server.dns.NextOnFailureResolver.UnhelpfulAnswerException;
import org.xbill.DNS.Cache;
import org.xbill.DNS.Credibility;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SetResponse;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.lookup.LookupResult;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/**
 * Asks the configured resolvers through dnsjava, without a thread a question. Answers and "no such name" are cached with their
 * TTLs, at most a day and an hour; the same question asked again while it is under way is asked once. Dead resolvers are found out
 * and then cost nobody any time.
 */
public final class DnsJavaLookup implements DnsLookup {
    private static final int CACHED_NAMES = 50_000;
    private static final int LARGEST_CACHED_BYTES = 4096;
    private static final int LONGEST_CACHED_SECONDS = 24 * 3600;
    private static final int LONGEST_NEGATIVE_SECONDS = 3600;
    private static final int MOST_REDIRECTS = 10;
    private static final int MOST_UNDER_WAY = 2_000;
    private static final int EDNS_UDP_BYTES = 1232; // DNS flag day 2020: fits every path without fragments
    private static final int TRIES = 2;

    private final LookupSession session;
    private final Cache cache = new Cache(DClass.IN);
    private final Duration total;
    private final ResolverPulse pulse;
    private final Map<String, CompletableFuture<?>> underWay = new ConcurrentHashMap<>();

    /**
     * @param servers {@code host}, {@code host:port} or {@code [v6]:port}; empty: the system's resolvers
     * @param timeout of one query to one server; each is asked twice
     * @param total of one look-up with all its servers, tries and redirects
     */
    public DnsJavaLookup(List<String> servers, Duration timeout, Duration total, Clock clock)
            throws UnknownHostException {
        List<Resolver> resolvers = new ArrayList<>();
        for (InetSocketAddress address : ServerAddresses.of(servers)) {
            NextOnFailureResolver one = new NextOnFailureResolver(new SimpleResolver(address), timeout);
            one.setEDNS(0, EDNS_UDP_BYTES, 0, List.of());
            resolvers.add(one);
        }
        ExtendedResolver all = new ExtendedResolver(resolvers);
        all.setRetries(TRIES);
        cache.setMaxEntries(CACHED_NAMES);
        cache.setMaxCache(LONGEST_CACHED_SECONDS);
        cache.setMaxNCache(LONGEST_NEGATIVE_SECONDS);
        this.session = LookupSession.builder()
                .resolver(all)
                .cache(cache)
                .maxRedirects(MOST_REDIRECTS)
                .build();
        this.total = total;
        this.pulse = new ResolverPulse(clock);
    }

    /** Whether the resolvers answered lately; true if nothing was asked. */
    public boolean isAlive() {
        return pulse.isAlive();
    }

    @Override
    public DnsAnswer<String> txt(String name) {
        return waitFor(DnsQuestion.txt(name));
    }

    @Override
    public DnsAnswer<InetAddress> a(String name) {
        return waitFor(DnsQuestion.a(name));
    }

    @Override
    public DnsAnswer<InetAddress> aaaa(String name) {
        return waitFor(DnsQuestion.aaaa(name));
    }

    @Override
    public DnsAnswer<Mx> mx(String name) {
        return waitFor(DnsQuestion.mx(name));
    }

    @Override
    public DnsAnswer<String> ptr(InetAddress address) {
        return waitFor(DnsQuestion.ptr(address));
    }

    @Override
    public <T> CompletionStage<DnsAnswer<T>> askLater(DnsQuestion<T> question) {
        return ask(question).copy();
    }

    @Override
    public void forget(String name) {
        try {
            cache.flushName(Name.fromString(name, Name.root));
        } catch (TextParseException e) {
            throw new IllegalArgumentException("no name: " + name, e);
        }
    }

    private <T> DnsAnswer<T> waitFor(DnsQuestion<T> question) {
        return ask(question).join(); // ends within the total time
    }

    private <T> CompletableFuture<DnsAnswer<T>> ask(DnsQuestion<T> question) {
        Name name;
        try {
            name = RecordReader.name(question);
        } catch (TextParseException e) {
            return CompletableFuture.completedFuture(new DnsAnswer<>(Status.NO_SUCH_NAME, List.of()));
        }
        String key = question.kind() + " " + name;
        CompletableFuture<DnsAnswer<T>> mine = new CompletableFuture<>();
        CompletableFuture<?> other = underWay.putIfAbsent(key, mine);
        if (other != null) {
            @SuppressWarnings("unchecked") // the key holds the kind, and the kind gives the type
            CompletableFuture<DnsAnswer<T>> same = (CompletableFuture<DnsAnswer<T>>) other;
            return same;
        }
        start(question, name).whenComplete((answer, failure) -> {
            underWay.remove(key, mine);
            mine.complete(failure == null ? answer : DnsAnswer.temporaryError());
        });
        return mine;
    }

    private <T> CompletionStage<DnsAnswer<T>> start(DnsQuestion<T> question, Name name) {
        int type = RecordReader.type(question.kind());
        if (!isCached(name, type) && (underWay.size() > MOST_UNDER_WAY || !pulse.mayAsk())) {
            return CompletableFuture.completedFuture(DnsAnswer.temporaryError());
        }
        return session.lookupAsync(name, type)
                .toCompletableFuture()
                .orTimeout(total.toMillis(), TimeUnit.MILLISECONDS)
                .handle((result, failure) -> {
                    notePulse(failure);
                    return failure == null ? read(question, result) : failed(failure);
                });
    }

    private boolean isCached(Name name, int type) {
        SetResponse known = cache.lookupRecords(name, type, Credibility.NORMAL);
        return known.isSuccessful() || known.isCNAME() || known.isNXDOMAIN() || known.isNXRRSET();
    }

    private <T> DnsAnswer<T> read(DnsQuestion<T> question, LookupResult result) {
        List<Record> records = result.getRecords();
        // A stranger's zone must not fill the memory: the cache bounds names, not bytes.
        if (records.stream().mapToInt(DnsJavaLookup::sizeBytes).sum() > LARGEST_CACHED_BYTES) {
            cache.flushSet(records.get(0).getName(), RecordReader.type(question.kind()));
        }
        return RecordReader.read(question, records);
    }

    private static <T> DnsAnswer<T> failed(Throwable failure) {
        Throwable cause = unwrapped(failure);
        if (cause instanceof NoSuchDomainException) {
            return new DnsAnswer<>(Status.NO_SUCH_NAME, List.of());
        }
        return cause instanceof NoSuchRRSetException
                ? new DnsAnswer<>(Status.NO_DATA, List.of())
                : DnsAnswer.temporaryError();
    }

    private void notePulse(Throwable failure) {
        Throwable cause = failure == null ? null : unwrapped(failure);
        boolean silent = cause instanceof TimeoutException
                || cause instanceof IOException && !(cause instanceof UnhelpfulAnswerException);
        if (silent) {
            pulse.silent();
        } else {
            pulse.answered();
        }
    }

    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static int sizeBytes(Record record) {
        return record.rdataToWireCanonical().length;
    }
}
