package org.ecluse.server.queue;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.ecluse.dns.DnsLookup;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.MessageId;
import org.ecluse.net.OutboundGuard;
import org.ecluse.queue.HopSender;
import org.ecluse.queue.MailExchangers;
import org.ecluse.queue.RetrySchedule;
import org.ecluse.queue.smtp.SmtpClient;
import org.ecluse.queue.smtp.SmtpTimeouts;
import org.ecluse.server.directory.DestinationServers;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.settings.ServerSettings;
import org.ecluse.store.MessageStore;

/** Delivery as the container runs it: made on the first tick after the start, stopped with the application. */
@ApplicationScoped
public class DeliveryEngine {
    private static final Duration LONGEST_REST = Duration.ofSeconds(30);

    @Resource(lookup = "java:jboss/datasources/EcluseDS")
    private DataSource dataSource;

    @Resource(lookup = "java:jboss/ee/concurrency/executor/ecluse-delivery")
    private ManagedExecutorService executor;

    @Inject
    private ServerSettings settings;

    @Inject
    private MessageStore store;

    @Inject
    private DnsLookup dns;

    @Inject
    private OutboundGuard guard;

    @Inject
    private CopyEdits edits;

    @Inject
    private Clock clock;

    private volatile Optional<DeliveryDispatcher> dispatcher = Optional.empty();
    private volatile Optional<SmtpClient> client = Optional.empty();

    /** Entries that were committed. Before the first tick they wait for it. */
    void nudge(Collection<DueEntry> entries) {
        dispatcher.ifPresent(running -> running.nudge(entries));
    }

    /** Forgets that the servers of these entries were down a moment ago. */
    void tryAgain(Collection<DueEntry> entries) {
        dispatcher.ifPresent(running -> running.tryAgain(entries));
    }

    /** Called by the timer, never by two threads at once, and not before the schema is there. */
    void tick() throws SQLException {
        if (dispatcher.isEmpty()) {
            start();
        }
        client.ifPresent(SmtpClient::tick);
        dispatcher.ifPresent(DeliveryDispatcher::tick);
    }

    /** Jobs waiting or running on this node. */
    public int load() {
        return dispatcher.map(DeliveryDispatcher::load).orElse(0);
    }

    @PreDestroy
    void stop() {
        dispatcher.ifPresent(DeliveryDispatcher::stop);
        client.ifPresent(SmtpClient::close);
    }

    private void start() throws SQLException {
        ServerSettings.Delivery delivery = settings.delivery();
        String node = MessageId.create(clock).value();
        QueueClaims claims = new QueueClaims(dataSource, node, delivery.claimLease());
        if (settings.store().kind() == ServerSettings.Store.Kind.FILE) {
            // Content in files means one server only: every claim is from an earlier life of this one.
            int released = claims.releaseAll();
            if (released > 0) {
                ServerLog.LOG.claimsReleased(released);
            }
        }
        String ownHost = settings.service().hostName();
        SmtpClient smtp = new SmtpClient(ownHost, timeouts(delivery.waits()));
        RetrySchedule schedule = new RetrySchedule(delivery.firstRetry(), delivery.maxRetry(), delivery.giveUpAfter());
        Routes routes = new Routes(
                new DestinationServers(dataSource, clock),
                new MailExchangers(dns, ownHost, ThreadLocalRandom.current()::nextDouble));
        CopySender sender = new CopySender(
                store, new HopSender(smtp, guard), new Markings(dataSource), edits, ownHost, this::isOwnName);
        SenderNotices notices = new SenderNotices(
                store,
                schedule,
                delivery.delayNoticeAfter(),
                ownHost,
                "postmaster@" + settings.service().domain(),
                clock);
        JobRunner runner = new JobRunner(sender, notices, new AttemptRecords(dataSource, node, schedule), store, clock);
        client = Optional.of(smtp);
        dispatcher = Optional.of(
                new DeliveryDispatcher(claims, routes, runner, executor, delivery.workers(), lanes(delivery), clock));
    }

    /** A server that was down is left alone for a while, but not longer than its mail would wait anyway. */
    private static Lanes lanes(ServerSettings.Delivery delivery) {
        boolean impatient = delivery.firstRetry().compareTo(LONGEST_REST) < 0;
        return new Lanes(delivery.perNextHop(), impatient ? delivery.firstRetry() : LONGEST_REST);
    }

    /** This server's name, or that of another node of the service. */
    private boolean isOwnName(String authservId) {
        String domain = settings.service().domain();
        return authservId.equalsIgnoreCase(settings.service().hostName())
                || DomainName.parse(authservId)
                        .filter(name -> name.isWithin(new DomainName(domain)))
                        .isPresent();
    }

    private static SmtpTimeouts timeouts(ServerSettings.Delivery.Waits waits) {
        return new SmtpTimeouts(waits.connect(), waits.reply(), waits.dataStart(), waits.dataBlock(), waits.dataEnd());
    }
}
