package org.ecluse.server.memory;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import org.ecluse.server.campaign.Campaigns;
import org.ecluse.server.domains.DomainBook;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.server.reputation.EvidenceStore;
import org.ecluse.settings.ServerSettings;
import org.infinispan.Cache;
import org.infinispan.commons.CacheException;

/**
 * What the service has seen of clients (R1.8), domains and near copies stands in caches, because every mail changes it. Their entries are
 * written to files of the data directory every ten minutes and at the stop, and read at the start: a restart forgets nothing, a kill what
 * came since. A file that cannot be written or read is told in the log, and the service goes on without.
 */
@ApplicationScoped
public class Memories {
    @Resource(lookup = "java:jboss/infinispan/cache/ecluse/reputation")
    Cache<String, String> reputation;

    @Resource(lookup = "java:jboss/infinispan/cache/ecluse/campaigns")
    Cache<String, String> campaigns;

    @Resource(lookup = "java:jboss/infinispan/cache/ecluse/domains")
    Cache<String, String> domains;

    @Inject
    ServerSettings settings;

    @Inject
    Clock clock;

    /** To be called once, before mail comes in. What is remembered fades by itself, so its entries may live anew. */
    public void load() {
        Duration ofClients = EvidenceStore.lifespan(settings.reputation());
        Map<String, BiFunction<String, String, Duration>> lifespans = Map.of(
                "reputation", (key, value) -> ofClients,
                "campaigns", (key, value) -> Campaigns.lifespan(key, value, clock.instant()),
                "domains", (key, value) -> DomainBook.LIFESPAN);
        caches().forEach((name, cache) -> {
            try {
                ServerLog.LOG.remembered(file(name).read(cache, lifespans.get(name)), name);
            } catch (IOException | CacheException e) {
                ServerLog.LOG.notRemembered(name, e);
            }
        });
    }

    /** One at a time: the stop does not meet the timer. */
    public synchronized void save() {
        caches().forEach((name, cache) -> {
            try {
                file(name).write(cache);
            } catch (IOException | CacheException e) {
                ServerLog.LOG.notKept(name, e);
            }
        });
    }

    private Map<String, Cache<String, String>> caches() {
        return Map.of("reputation", reputation, "campaigns", campaigns, "domains", domains);
    }

    private CacheFile file(String name) {
        Path folder = settings.dataDirectory().resolve("memory");
        return new CacheFile(folder.resolve(name + ".gz"));
    }
}
