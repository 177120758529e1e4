package org.ecluse.server.directory.probe;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.ecluse.mail.EmailAddress;
import org.ecluse.net.OutboundGuard;
import org.ecluse.queue.HopSender;
import org.ecluse.queue.NextServer;
import org.ecluse.queue.smtp.SmtpClient;
import org.ecluse.queue.smtp.SmtpReply;
import org.ecluse.queue.smtp.SmtpTimeouts;
import org.ecluse.server.directory.DestinationServers;
import org.ecluse.server.directory.DomainFacts;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.settings.ServerSettings;
import org.infinispan.Cache;

/** The probe of the running service. A server that does not answer does not hold up those it had mail for lately. */
@ApplicationScoped
public class DestinationProbe implements RecipientProbe {
    private static final Duration LONGEST_STEP = Duration.ofSeconds(10);
    private static final Duration KNOWN_CORRESPONDENT = Duration.ofDays(36);

    @Resource(lookup = "java:jboss/infinispan/cache/ecluse/recipient-probe")
    private Cache<String, String> answers;

    @Resource(lookup = "java:jboss/datasources/EcluseDS")
    private DataSource dataSource;

    @Inject
    private ServerSettings settings;

    @Inject
    private OutboundGuard guard;

    @Inject
    private Clock clock;

    private BoundedProbe probe;
    private HopSender sender;
    private DestinationServers destinations;

    @PostConstruct
    void prepare() {
        SmtpTimeouts brief = new SmtpTimeouts(LONGEST_STEP, LONGEST_STEP, LONGEST_STEP, LONGEST_STEP, LONGEST_STEP);
        sender = new HopSender(new SmtpClient(settings.service().hostName(), brief), guard);
        destinations = new DestinationServers(dataSource, clock);
        probe = new BoundedProbe(new SharedAnswers(), this::ask, clock);
    }

    @Override
    public ProbeResult exists(DomainFacts domain, EmailAddress recipient) {
        ProbeResult result = probe.exists(domain.domainId(), domain.name(), recipient);
        return result == ProbeResult.UNAVAILABLE && wasDeliveredTo(recipient) ? ProbeResult.EXISTS : result;
    }

    /** Whether the domain's servers take any address: then probing tells nothing, and the console says so. */
    public boolean takesAll(long domainId) {
        return probe.takesAll(domainId);
    }

    private List<SmtpReply> ask(long domainId, List<String> recipients) throws IOException {
        try {
            List<NextServer> servers =
                    NextServer.inOrder(destinations.of(domainId), ThreadLocalRandom.current()::nextDouble);
            return sender.ask(servers, recipients);
        } catch (SQLException e) {
            throw new IOException("destination servers cannot be read", e);
        }
    }

    private boolean wasDeliveredTo(EmailAddress recipient) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT 1 FROM recipient_copy"
                        + " WHERE recipient = ? AND received_at > ? AND state = 'DELIVERED' LIMIT 1")) {
            select.setString(1, recipient.key());
            select.setObject(2, clock.instant().minus(KNOWN_CORRESPONDENT).atOffset(ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            ServerLog.LOG.debug("earlier deliveries cannot be read", e);
            return false;
        }
    }

    private final class SharedAnswers implements ProbeCache {
        @Override
        public Optional<String> get(String key) {
            return Optional.ofNullable(answers.get(key));
        }

        @Override
        public void put(String key, String value, Duration lifespan) {
            answers.put(key, value, lifespan.toSeconds(), TimeUnit.SECONDS);
        }
    }
}
