package org.ecluse.server.startup;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.ecluse.digest.ReportTime;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.queue.smtp.ServerTrust;
import org.ecluse.server.digest.SubscriptionRow;
import org.ecluse.server.digest.SubscriptionService;
import org.ecluse.server.directory.CustomerRow;
import org.ecluse.server.directory.DestinationServerRow;
import org.ecluse.server.directory.DomainRow;
import org.ecluse.server.directory.KnownAddressRow;
import org.ecluse.server.directory.RecipientCheck;
import org.ecluse.server.directory.TlsMode;
import org.ecluse.server.directory.UnknownRecipients;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.server.policy.PolicyDocument;
import org.ecluse.server.policy.PolicyRevisionRow;
import org.ecluse.settings.ServerSettings;

/** A customer to try the service with: two users, one of whom gets the daily report, behind a server on this machine. Made once. */
@Stateless
public class DemonstrationCustomer {
    private static final String DOMAIN = "demo.ecluse.test";
    private static final String SUBSCRIBER = "alice";
    private static final List<String> USERS = List.of(SUBSCRIBER, "bob", "postmaster");
    private static final String LANGUAGE = "fr";
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    @PersistenceContext(unitName = "ecluse")
    private EntityManager entityManager;

    @Inject
    private ServerSettings settings;

    @Inject
    private Clock clock;

    public void create() {
        if (exists()) {
            return;
        }
        Instant now = clock.instant();
        CustomerRow customer = new CustomerRow("Démonstration", LANGUAGE, ZONE.getId(), now);
        entityManager.persist(customer);
        DomainRow domain = new DomainRow(
                customer.id(), DOMAIN, RecipientCheck.LIST, UnknownRecipients.REFUSE, null, true, true, now);
        entityManager.persist(domain);
        entityManager.persist(new DestinationServerRow(
                customer.id(),
                domain.id(),
                "127.0.0.1",
                settings.demoSmtpPort(),
                10,
                1,
                TlsMode.NONE,
                ServerTrust.AUTHORITIES));
        for (String user : USERS) {
            entityManager.persist(
                    new KnownAddressRow(customer.id(), domain.id(), user + "@" + DOMAIN, null, null, now));
        }
        entityManager.persist(new SubscriptionRow(
                customer.id(),
                SUBSCRIBER + "@" + DOMAIN,
                LANGUAGE,
                new ReportTime(ZONE, SubscriptionService.DEFAULT_HOUR),
                now));
        entityManager.persist(new PolicyRevisionRow(
                customer.id(), null, PolicyDocument.toJson(FilterPolicy.DEFAULT).toString(), "demo", now));
        ServerLog.LOG.demonstrationCreated(DOMAIN);
    }

    private boolean exists() {
        return entityManager
                        .createQuery("SELECT COUNT(d) FROM DomainRow d WHERE d.name = :name", Long.class)
                        .setParameter("name", DOMAIN)
                        .getSingleResult()
                > 0;
    }
}
