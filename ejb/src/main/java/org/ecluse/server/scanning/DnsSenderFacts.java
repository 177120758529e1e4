package org.ecluse.server.scanning;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.ecluse.dns.DnsLookup;
import org.ecluse.dns.DnsLookup.DnsAnswer;
import org.ecluse.dns.DnsLookup.DnsAnswer.Status;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.SenderFacts.ReverseName;
import org.ecluse.filter.SenderFacts.SpfResult;
import org.ecluse.filter.authentication.spf.SpfCheck;
import org.ecluse.filter.authentication.spf.SpfOutcome;
import org.ecluse.mail.ReversePath;
import org.ecluse.net.SpecialNetworks;
import org.ecluse.settings.ServerSettings;

/**
 * SPF and forward-confirmed reverse DNS of a sender (R1.11), on the look-up executor; when that is full the facts are
 * unknown, and that is no doubt.
 */
@ApplicationScoped
public class DnsSenderFacts implements SenderFactsLookup {
    private static final int MOST_NAMES = 5;

    private DnsLookup dns;
    private SpfCheck spf;
    private Executor executor;
    private boolean askForLocalClients;

    protected DnsSenderFacts() {}

    @Inject
    public DnsSenderFacts(DnsLookup dns, ServerSettings settings) {
        this.dns = dns;
        this.spf = new SpfCheck(dns, settings.service().hostName());
        this.askForLocalClients = !settings.dns().servers().isEmpty();
    }

    /** For tests. */
    DnsSenderFacts(DnsLookup dns, String hostName, boolean askForLocalClients, Executor executor) {
        this.dns = dns;
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
            return CompletableFuture.supplyAsync(() -> lookUp(client, helo, from), executor);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(SenderFacts.UNKNOWN);
        }
    }

    private SenderFacts lookUp(InetAddress client, String helo, ReversePath from) {
        SpfOutcome outcome = spf.check(client, from.text(), helo);
        Optional<String> domain = outcome.domain().isEmpty() ? Optional.empty() : Optional.of(outcome.domain());
        DnsAnswer<String> names = dns.ptr(client);
        List<String> first = names.records().stream().limit(MOST_NAMES).toList();
        boolean unsure = names.status() == Status.TEMPORARY_ERROR;
        for (String name : first) {
            DnsAnswer<InetAddress> addresses = client.getAddress().length == 4 ? dns.a(name) : dns.aaaa(name);
            if (addresses.records().contains(client)) {
                return new SenderFacts(outcome.result(), domain, ReverseName.CONFIRMED, Optional.of(name));
            }
            unsure |= addresses.status() == Status.TEMPORARY_ERROR;
        }
        ReverseName reverse =
                unsure ? ReverseName.UNKNOWN : first.isEmpty() ? ReverseName.NONE : ReverseName.UNCONFIRMED;
        return new SenderFacts(outcome.result(), domain, reverse, Optional.empty());
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
