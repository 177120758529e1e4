package org.ecluse.server.policy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ecluse.mail.EmailAddress;
import org.ecluse.policy.FilterLevel;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.policy.ListEntry;
import org.ecluse.policy.PolicySnapshot;
import org.ecluse.policy.Weights;
import org.ecluse.server.directory.DomainFacts;

/**
 * Makes the {@link PolicySnapshot} of a recipient. What a customer configured is read once per version of it; a change raises
 * the version in the same transaction, so the next mail is decided by it.
 */
@ApplicationScoped
public class PolicySnapshots {
    private static final int CACHED_CUSTOMERS = 2_000;

    private final Map<Long, CustomerConfiguration> byCustomer = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, CustomerConfiguration> eldest) {
            return size() > CACHED_CUSTOMERS;
        }
    };

    @Inject
    private ConfigurationReader reader;

    @Inject
    private Clock clock;

    /** @param ownLevel the recipient's choice; looser than the customer's only if the customer allows it (R3.9) */
    public PolicySnapshot of(DomainFacts domain, EmailAddress recipient, Optional<FilterLevel> ownLevel)
            throws SQLException {
        CustomerConfiguration configuration = configuration(domain);
        CustomerConfiguration.Published published = configuration.policyOf(domain.domainId());
        FilterPolicy policy = published.policy().forAddress(recipient.key());
        return new PolicySnapshot(
                domain.customerId(),
                domain.domainId(),
                published.revision(),
                policy,
                policy.levelFor(ownLevel),
                weights(policy),
                entries(configuration, domain.domainId(), recipient, clock.instant()),
                configuration.ownDomains(),
                configuration.ownPeople());
    }

    private CustomerConfiguration configuration(DomainFacts domain) throws SQLException {
        synchronized (byCustomer) {
            CustomerConfiguration cached = byCustomer.get(domain.customerId());
            if (cached != null && cached.version() == domain.configVersion()) {
                return cached;
            }
        }
        CustomerConfiguration fresh = reader.read(domain.customerId(), domain.configVersion());
        synchronized (byCustomer) {
            byCustomer.put(domain.customerId(), fresh);
        }
        return fresh;
    }

    private static Weights weights(FilterPolicy policy) {
        return Weights.shipped().with(policy.weightOverrides());
    }

    private static List<ListEntry> entries(
            CustomerConfiguration configuration, long domainId, EmailAddress recipient, Instant now) {
        return Stream.concat(
                        configuration.sharedEntries(domainId).stream(),
                        configuration.entriesOf(recipient.key()).stream())
                .filter(entry -> entry.countsAt(now))
                .toList();
    }
}
