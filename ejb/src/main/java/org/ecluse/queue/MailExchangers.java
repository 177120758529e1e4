package org.ecluse.queue;

import java.util.List;
import java.util.function.DoubleSupplier;
import org.ecluse.dns.DnsLookup;
import org.ecluse.dns.DnsLookup.DnsAnswer;
import org.ecluse.dns.DnsLookup.DnsAnswer.Status;
import org.ecluse.dns.DnsLookup.Mx;
import org.ecluse.queue.smtp.RecipientResult;
import org.ecluse.queue.smtp.TlsUse;

/** Finds the servers of a domain of the outside world by its MX records (RFC 5321 section 5.1). */
public final class MailExchangers {
    private static final int SMTP_PORT = 25;
    private static final int MOST = 10;

    private final DnsLookup dns;
    private final String ownHost;
    private final DoubleSupplier chance;

    /** @param ownHost our own name: mail does not go to it, nor to anything less preferred (section 5.1) */
    public MailExchangers(DnsLookup dns, String ownHost, DoubleSupplier chance) {
        this.dns = dns;
        this.ownHost = ownHost;
        this.chance = chance;
    }

    public Route of(String domain) {
        DnsAnswer<Mx> answer = dns.mx(domain);
        if (answer.status() == Status.TEMPORARY_ERROR) {
            return Route.none(RecipientResult.temporary("4.4.3", "No answer from the DNS for " + domain, ""));
        }
        if (answer.status() == Status.NO_SUCH_NAME) {
            return Route.none(RecipientResult.permanent("5.1.2", "Domain " + domain + " not found", ""));
        }
        List<Mx> records = answer.records();
        if (records.isEmpty()) {
            return Route.to(List.of(server(domain, 0)));
        }
        if (records.stream().allMatch(mx -> mx.host().equals("."))) {
            return Route.none(
                    RecipientResult.permanent("5.1.10", "Domain " + domain + " does not accept mail (nullMX)", ""));
        }
        int own = records.stream()
                .filter(mx -> mx.host().equalsIgnoreCase(ownHost))
                .mapToInt(Mx::preference)
                .min()
                .orElse(Integer.MAX_VALUE);
        List<NextServer> servers = records.stream()
                .filter(mx -> mx.preference() < own && !mx.host().equals("."))
                .map(mx -> server(mx.host(), mx.preference()))
                .toList();
        if (servers.isEmpty()) {
            return Route.none(RecipientResult.permanent("5.4.6", "The MX records of " + domain + " lead to us", ""));
        }
        List<NextServer> ordered = NextServer.inOrder(servers, chance);
        return Route.to(ordered.subList(0, Math.min(MOST, ordered.size())));
    }

    private static NextServer server(String host, int preference) {
        return new NextServer(host, SMTP_PORT, preference, 1, TlsUse.OPPORTUNISTIC);
    }
}
