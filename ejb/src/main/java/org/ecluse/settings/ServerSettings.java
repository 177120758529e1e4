package org.ecluse.settings;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.EmailAddress;
import org.ecluse.net.IpNetwork;
import org.ecluse.net.ServiceAddress;
import org.ecluse.rate.RateLimits;

/**
 * Everything that is set per server and not by policy. Keys are {@code ecluse.<area>.<name>}, from system properties or the
 * environment ({@code ECLUSE_<AREA>_<NAME>}); built and checked once at start by {@link SettingsReader}.
 *
 * @param demo creates the demonstration customer and allows loopback destinations
 * @param demoSmtpPort of the demonstration's destination server
 * @param service the service's own names
 * @param store where content is kept
 * @param scan bounds of looking at a message
 * @param voices other spam filters
 * @param delivery bounds of sending
 * @param retention how long records are kept
 * @param jobs who starts the jobs
 * @param rates how much clients may send
 * @param reputation what follows from what was seen of a client
 * @param account the users' own accounts
 * @param dmarcReports reports to the owners of author domains
 * @param metricsNetworks that may read /metrics
 */
public record ServerSettings(
        boolean demo,
        int demoSmtpPort,
        Path dataDirectory,
        Service service,
        Store store,
        Scan scan,
        Voices voices,
        Delivery delivery,
        Smtp smtp,
        Dns dns,
        Authentication authentication,
        List<IpNetwork> metricsNetworks,
        Administrator administrator,
        Retention retention,
        Jobs jobs,
        Rates rates,
        Reputation reputation,
        Account account,
        DmarcReports dmarcReports) {
    public ServerSettings {
        metricsNetworks = List.copyOf(metricsNetworks);
    }

    /** @param sessionLife how long a user stays signed in after the last visit (R3.7) */
    public record Account(Duration sessionLife) {}

    /**
     * @param domain of the service's own mail
     * @param hostName shown in banner, HELO and trace fields
     * @param publicUrl of links in mail, without trailing slash
     * @param postmaster a customer's address that gets mail to postmaster@ and abuse@ the service's own domain
     * @param quarantine sends the reports, and takes what people write to it (R3.3, R3.4)
     */
    public record Service(
            String domain,
            String hostName,
            URI publicUrl,
            String productName,
            EmailAddress postmaster,
            EmailAddress quarantine) {}

    /**
     * @param kind FILE (standalone) or DATABASE (cluster)
     * @param minFreeBytes below it new mail gets 452
     */
    public record Store(Kind kind, long minFreeBytes) {
        /** Which MessageStore. */
        public enum Kind {
            FILE,
            DATABASE
        }
    }

    /**
     * @param totalTime for all stages of one message
     * @param threadWait for a free scan thread, then 451 4.3.2
     * @param engines antivirus engines; empty: only the embedded one
     * @param allowedNetworks networks (CIDR) that are not public and in which the names of engines and voices may lie
     * @param signatureAge older signatures raise an alert
     * @param archiveProgram {@code bsdtar} or a path of it; empty: what needs it is unreadable
     * @param hashListFile extra SHA-256 hashes for the embedded engine, one a line; empty: none
     */
    public record Scan(
            Duration totalTime,
            Duration threadWait,
            List<Engine> engines,
            List<IpNetwork> allowedNetworks,
            Duration signatureAge,
            Optional<String> archiveProgram,
            List<Path> hashListFile) {
        public Scan {
            engines = List.copyOf(engines);
            allowedNetworks = List.copyOf(allowedNetworks);
            hashListFile = List.copyOf(hashListFile);
        }

        /**
         * @param path of an ICAP service, without the leading slash; "" for clamd
         * @param required mail counts as unchecked without its answer (B8)
         */
        public record Engine(Kind kind, ServiceAddress address, String path, boolean required) {
            /** What an engine speaks. */
            public enum Kind {
                CLAMD,
                ICAP
            }
        }
    }

    /**
     * Other spam filters that are asked for their opinion.
     *
     * @param rspamd its normal worker
     * @param spamassassin spamd
     * @param time for all of them together
     * @param maxSizeBytes larger mail is not shown to them
     */
    public record Voices(
            Optional<ServiceAddress> rspamd, Optional<ServiceAddress> spamassassin, Duration time, long maxSizeBytes) {}

    /**
     * @param perNextHop connections at once to one next hop: host and port
     * @param giveUpAfter final failure, then a DSN
     * @param claimLease after which another node may take what a node that died was sending
     * @param waits time-outs towards a next hop
     * @param allowedNetworks private networks (CIDR) that delivery may connect to; others are refused (OutboundGuard)
     * @param ownPorts our own listeners on this machine, never a destination
     */
    public record Delivery(
            int workers,
            int perNextHop,
            Duration firstRetry,
            Duration maxRetry,
            Duration giveUpAfter,
            Duration delayNoticeAfter,
            Duration claimLease,
            List<IpNetwork> allowedNetworks,
            Set<Integer> ownPorts,
            Waits waits) {
        public Delivery {
            allowedNetworks = List.copyOf(allowedNetworks);
            ownPorts = Set.copyOf(ownPorts);
        }

        /**
         * How long a next hop is waited for (RFC 5321 section 4.5.3.2), each for a whole step.
         *
         * @param connect of TCP
         * @param reply greeting, EHLO, MAIL, RCPT, TLS handshake
         * @param dataStart the reply to DATA
         * @param dataBlock one block of content that is not taken
         * @param dataEnd the reply after the final dot
         */
        public record Waits(
                Duration connect, Duration reply, Duration dataStart, Duration dataBlock, Duration dataEnd) {}
    }

    /** @param trustedNetworks CIDR networks that skip grey zone and rates, and of which nothing is remembered */
    public record Smtp(List<IpNetwork> trustedNetworks) {
        public Smtp {
            trustedNetworks = List.copyOf(trustedNetworks);
        }

        public boolean trusts(InetAddress client) {
            return trustedNetworks.stream().anyMatch(network -> network.contains(client));
        }
    }

    /**
     * @param servers {@code host} or {@code host:port}; empty: the system's resolvers
     * @param timeout of one query to one server
     * @param total of one look-up, all servers and tries together
     */
    public record Dns(List<String> servers, Duration timeout, Duration total) {
        public Dns {
            servers = List.copyOf(servers);
        }
    }

    /**
     * @param enabled false: DKIM, ARC and DMARC are not looked at, for measuring what they cost
     * @param time for all look-ups about one message; what is not known then is a temporary error
     */
    public record Authentication(boolean enabled, Duration time) {}

    /** @param password of the first administrator, used once when there is no account; empty: generated into a 0600 file */
    public record Administrator(String password) {
        @Override
        public String toString() {
            return "Administrator[password hidden]";
        }
    }

    /**
     * @param trackingDays messages, timelines and tombstones go after it (B14); the quarantine has its own time, by policy
     * @param jobDays records of job runs
     */
    public record Retention(int trackingDays, int jobDays) {}

    /** @param ownSchedule false: only what the API is asked to start runs, so that another scheduler drives the jobs alone */
    public record Jobs(boolean ownSchedule) {}

    /**
     * Limits of what clients outside the trusted networks send (R1.9).
     *
     * @param address of one IPv4 address, or one /64
     * @param network of one /24, or one /48
     */
    public record Rates(RateLimits address, RateLimits network) {}

    /**
     * The internal block list (R1.8).
     *
     * @param enabled false: nothing is observed, and nobody is listed
     * @param halfLife after which what was seen weighs half
     * @param listAt points at which a client is listed, which is a doubt for the grey zone
     * @param refuseAt points from which on its mail is refused
     * @param refusal how
     * @param exemptFor how long a client that an administrator removed is not listed again
     */
    public record Reputation(
            boolean enabled, Duration halfLife, int listAt, int refuseAt, Refusal refusal, Duration exemptFor) {
        /** What a client hears that has the points to be refused. */
        public enum Refusal {
            /** Nothing: it is a doubt for the grey zone, no more. */
            NONE,
            TEMPORARY,
            FINAL
        }
    }

    /**
     * @param enabled owners of author domains who ask for it are told daily who wrote in their name (R1.11, RFC 9990)
     * @param signature of these mails, by the service's domain; empty: they are not signed
     */
    public record DmarcReports(boolean enabled, Optional<DkimKey> signature) {
        /**
         * @param selector under which the public half is published
         * @param file private key in PEM
         */
        public record DkimKey(DomainName selector, Path file) {}
    }
}
