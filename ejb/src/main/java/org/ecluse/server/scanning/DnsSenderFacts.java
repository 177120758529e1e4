package org.ecluse.server.scanning;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.ecluse.dns.DnsLookup;
import org.ecluse.dns.DnsLookup.DnsAnswer;
import org.ecluse.dns.DnsLookup.DnsAnswer.Status;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.SenderFacts.HeloName;
import org.ecluse.filter.SenderFacts.ReverseName;
import org.ecluse.filter.SenderFacts.SpfResult;
import org.ecluse.filter.authentication.spf.SpfCheck;
import org.ecluse.filter.authentication.spf.SpfOutcome;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.RegistrableDomain;
import org.ecluse.mail.ReversePath;
import org.ecluse.net.IpNetwork;
import org.ecluse.net.SpecialNetworks;
import org.ecluse.server.dnslist.DnsListInquiry;
import org.ecluse.settings.ServerSettings;

/**
 * SPF, forward-confirmed reverse DNS and HELO name of a sender (R1.11, R1.4), on the look-up executor, and beside it the DNS lists
 * (B9); when the executor is full the facts are unknown, and that is no doubt.
 */
@ApplicationScoped
public class DnsSenderFacts implements SenderFactsLookup {
    private static final int MOST_NAMES = 5;
    /** What only the grey zone asks for is left out when the rest took longer: the first RCPT waits 5 s for all of it. */
    private static final Duration EXTRAS = Duration.ofSeconds(3);

    private DnsLookup dns;
    private SpfCheck spf;
    private Executor executor;
    private boolean askForLocalClients;
    private DnsListInquiry lists;

    protected DnsSenderFacts() {}

    @Inject
    public DnsSenderFacts(DnsLookup dns, DnsListInquiry lists, ServerSettings settings) {
        this.dns = dns;
        this.lists = lists;
        this.spf = new SpfCheck(dns, settings.service().hostName());
        this.askForLocalClients = !settings.dns().servers().isEmpty();
    }

    /** For tests. */
    DnsSenderFacts(
            DnsLookup dns, DnsListInquiry lists, String hostName, boolean askForLocalClients, Executor executor) {
        this.dns = dns;
        this.lists = lists;
        this.askForLocalClients = askForLocalClients;
        this.spf = new SpfCheck(dns, hostName);
        this.executor = executor;
    }

    @Resource(lookup = "java:jboss/ee/concurrency/executor/ecluse-lookup")
    void setExecutor(ManagedExecutorService managed) {
        executor = managed;
    }

    @Override
    public CompletableFuture<SenderFacts> start(InetAddress client, String helo, ReversePath from) {
        if (SpecialNetworks.isLocal(client) && !askForLocalClients) {
            // Only a resolver that somebody chose can know anything of such a client: asking others costs time-outs.
            return CompletableFuture.completedFuture(unknowable(helo, from));
        }
        try {
            CompletableFuture<List<SenderFacts.Listing>> listings = lists.start(client, from);
            return CompletableFuture.supplyAsync(() -> lookUp(client, helo, from), executor)
                    .thenCombine(listings, SenderFacts::with);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(SenderFacts.UNKNOWN);
        }
    }

    private SenderFacts lookUp(InetAddress client, String helo, ReversePath from) {
        long deadline = System.nanoTime() + EXTRAS.toNanos();
        SpfOutcome outcome = spf.check(client, from.text(), helo);
        Reverse reverse = reverse(client);
        boolean inTime = System.nanoTime() < deadline;
        return new SenderFacts(
                outcome.result(),
                outcome.domain().isEmpty() ? Optional.empty() : Optional.of(outcome.domain()),
                reverse.state(),
                reverse.name(),
                outcome.passedBits(),
                inTime ? helo(client, helo, reverse.name()) : HeloName.UNKNOWN,
                inTime && outcome.result() == SpfResult.NONE && publishesDmarc(outcome.domain()),
                outcome.explanation());
    }

    private Reverse reverse(InetAddress client) {
        DnsAnswer<String> names = dns.ptr(client);
        List<String> first = names.records().stream().limit(MOST_NAMES).toList();
        boolean unsure = names.status() == Status.TEMPORARY_ERROR;
        for (String name : first) {
            DnsAnswer<InetAddress> addresses = addresses(name, client);
            if (addresses.records().contains(client)) {
                return new Reverse(ReverseName.CONFIRMED, Optional.of(name));
            }
            unsure |= addresses.status() == Status.TEMPORARY_ERROR;
        }
        ReverseName state = unsure ? ReverseName.UNKNOWN : first.isEmpty() ? ReverseName.NONE : ReverseName.UNCONFIRMED;
        return new Reverse(state, Optional.empty());
    }

    private record Reverse(ReverseName state, Optional<String> name) {}

    /** Asks least of those who do best: a server that greets with its own reverse name costs no question. */
    private HeloName helo(InetAddress client, String helo, Optional<String> reverseName) {
        Optional<String> name = DomainName.parse(helo).map(DomainName::value).filter(host -> host.contains("."));
        if (name.isEmpty() || IpNetwork.literal(helo).isPresent()) {
            return HeloName.UNCONFIRMED;
        }
        if (name.equals(reverseName)) {
            return HeloName.CONFIRMED;
        }
        DnsAnswer<InetAddress> addresses = addresses(name.get(), client);
        if (addresses.status() == Status.TEMPORARY_ERROR) {
            return HeloName.UNKNOWN;
        }
        if (addresses.records().contains(client)) {
            return HeloName.CONFIRMED;
        }
        return spf.check(client, "", name.get()).result() == SpfResult.FAIL ? HeloName.FORBIDDEN : HeloName.UNCONFIRMED;
    }

    /** At the domain itself or where its registrant is (RFC 9989 section 4.10, as far as a doubt needs it). */
    private boolean publishesDmarc(String domain) {
        return Stream.of(domain, RegistrableDomain.of(domain))
                .distinct()
                .anyMatch(name ->
                        dns.txt("_dmarc." + name).records().stream().anyMatch(record -> record.startsWith("v=DMARC1")));
    }

    private DnsAnswer<InetAddress> addresses(String name, InetAddress client) {
        return client.getAddress().length == 4 ? dns.a(name) : dns.aaaa(name);
    }

    private static SenderFacts unknowable(String helo, ReversePath from) {
        String domain = from.address().map(address -> address.domain().value()).orElse(helo);
        return new SenderFacts(
                SpfResult.NONE,
                domain.isEmpty() ? Optional.empty() : Optional.of(domain),
                ReverseName.UNKNOWN,
                Optional.empty());
    }
}
