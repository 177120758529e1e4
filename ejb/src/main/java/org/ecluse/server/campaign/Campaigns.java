package org.ecluse.server.campaign;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.ecluse.filter.MailTransaction;
import org.ecluse.filter.Tokens;
import org.ecluse.filter.campaign.Campaign;
import org.ecluse.filter.campaign.Reports;
import org.ecluse.filter.campaign.Sketch;
import org.ecluse.filter.campaign.Sources;
import org.ecluse.filter.greylist.ClientNetwork;
import org.ecluse.filter.learning.OwnTokens;
import org.ecluse.mail.RegistrableDomain;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.settings.ServerSettings;
import org.ecluse.verdict.Finding;
import org.infinispan.Cache;
import org.infinispan.commons.CacheException;

/**
 * From how many unrelated sides near copies of a message came in the last hours. Values are text, changed by {@code putIfAbsent} and
 * {@code replace}; entries go by themselves and are bounded in number. Where the cache does not answer, nothing is found.
 */
@ApplicationScoped
public class Campaigns {
    private static final String OUTSIDE = "mx";
    private static final Duration WINDOW = Duration.ofHours(6);
    private static final Duration REMEMBERED = Duration.ofDays(7);
    private static final String REPORT = "r";
    private static final int TRIES = 4;

    @Resource(lookup = "java:jboss/infinispan/cache/ecluse/campaigns")
    Cache<String, String> cache;

    @Inject
    ServerSettings settings;

    @Inject
    Clock clock;

    /** Notes the message and tells what it is part of. Once a message, in a scan thread. */
    public List<Finding> findings(MailTransaction mail) {
        Optional<Tokens> tokens = mail.tokens().found();
        if (tokens.isEmpty()
                || !mail.session().role().equals(OUTSIDE)
                || settings.smtp().trusts(mail.session().client())
                || !Campaign.concerns(mail)) {
            return List.of();
        }
        return Sketch.of(tokens.get(), OwnTokens::isWord)
                .map(sketch -> findings(sketch, mail))
                .orElse(List.of());
    }

    private List<Finding> findings(Sketch sketch, MailTransaction mail) {
        String domain = mail.envelope()
                .from()
                .address()
                .map(address -> RegistrableDomain.of(address.domain().value()))
                .orElse("");
        String network = ClientNetwork.of(mail.session().client());
        try {
            int[] seen = sketch.keys().stream()
                    .mapToInt(key -> noted(key, domain, network).unrelated())
                    .toArray();
            int[] reports = sketch.keys().stream()
                    .mapToInt(key -> reported(key).customers())
                    .toArray();
            return Campaign.findings(Campaign.agreed(seen), Campaign.agreed(reports));
        } catch (CacheException e) {
            ServerLog.LOG.debug("campaigns not counted", e);
            return List.of();
        }
    }

    /** How long an entry that was written before counts from {@code now} on; zero or less: not at all. */
    public static Duration lifespan(String key, String value, Instant now) {
        if (key.startsWith(REPORT)) {
            return REMEMBERED;
        }
        return Sources.parse(value)
                .map(sources -> Duration.between(now, sources.since().plus(WINDOW)))
                .orElse(Duration.ZERO);
    }

    private Sources noted(String key, String domain, String network) {
        for (int i = 0; ; i++) {
            String old = cache.get(key);
            Instant time = clock.instant();
            Sources before = Optional.ofNullable(old).flatMap(Sources::parse).orElseGet(() -> Sources.none(time));
            Sources now = before.with(domain, network);
            if (now == before
                    || stored(
                            key,
                            old,
                            now.toString(),
                            Duration.between(time, now.since().plus(WINDOW)))
                    || i == TRIES) {
                return now; // contended beyond reason: one source is not remembered
            }
        }
    }

    /** People of a customer said what a message is. Other customers hear of it when {@link Campaign} says that enough did. */
    public void report(Sketch sketch, long customerId, boolean spam) {
        changeReports(sketch, reports -> reports.with(customerId, spam));
    }

    /** What a customer's people said of a message is taken back. */
    public void takeBack(Sketch sketch, long customerId) {
        changeReports(sketch, reports -> reports.without(customerId));
    }

    private Reports reported(String key) {
        return Optional.ofNullable(cache.get(REPORT + key))
                .flatMap(Reports::parse)
                .orElse(Reports.NONE);
    }

    private void changeReports(Sketch sketch, UnaryOperator<Reports> change) {
        try {
            sketch.keys().forEach(key -> changeReports(REPORT + key, change));
        } catch (CacheException e) {
            ServerLog.LOG.debug("report of a campaign not kept", e); // the lesson itself is
        }
    }

    private void changeReports(String key, UnaryOperator<Reports> change) {
        for (int i = 0; i <= TRIES; i++) {
            String old = cache.get(key);
            Reports before = Optional.ofNullable(old).flatMap(Reports::parse).orElse(Reports.NONE);
            if (stored(key, old, change.apply(before).toString(), REMEMBERED)) {
                return;
            }
        }
    }

    private boolean stored(String key, String old, String now, Duration lifespan) {
        long millis = Math.max(1, lifespan.toMillis());
        return old == null
                ? cache.putIfAbsent(key, now, millis, TimeUnit.MILLISECONDS) == null
                : cache.replace(key, old, now, millis, TimeUnit.MILLISECONDS);
    }
}
