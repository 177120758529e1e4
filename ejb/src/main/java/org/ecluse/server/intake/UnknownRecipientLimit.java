package org.ecluse.server.intake;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import org.ecluse.settings.ServerSettings;
import org.infinispan.Cache;

/** 20 unknown recipients from one client in 10 minutes, then 421 without looking (decisions: Security). */
@ApplicationScoped
class UnknownRecipientLimit {
    private static final int LIMIT = 20;
    private static final long WINDOW_MINUTES = 10;
    private static final int TRIES = 8;

    @Resource(lookup = "java:jboss/infinispan/cache/ecluse/unknown-recipients")
    private Cache<String, String> counts;

    @Inject
    private ServerSettings settings;

    boolean isReached(InetAddress client) {
        return !isTrusted(client) && Integer.parseInt(counts.getOrDefault(client.getHostAddress(), "0")) >= LIMIT;
    }

    /** Lost updates under contention only make the limit a little later; they never block anyone wrongly. */
    void count(InetAddress client) {
        if (isTrusted(client)) {
            return;
        }
        String key = client.getHostAddress();
        for (int i = 0; i < TRIES; i++) {
            String old = counts.putIfAbsent(key, "1", WINDOW_MINUTES, TimeUnit.MINUTES);
            if (old == null
                    || counts.replace(
                            key, old, Integer.toString(Integer.parseInt(old) + 1), WINDOW_MINUTES, TimeUnit.MINUTES)) {
                return;
            }
        }
    }

    private boolean isTrusted(InetAddress client) {
        return settings.smtp().trustedNetworks().stream().anyMatch(network -> network.contains(client));
    }
}
