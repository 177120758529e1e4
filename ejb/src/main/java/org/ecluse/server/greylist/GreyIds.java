package org.ecluse.server.greylist;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.ecluse.filter.greylist.GreyKey;
import org.ecluse.link.LinkSigner;
import org.ecluse.server.link.SigningKeys;

/** Names for correspondences: the same on every node, and nobody outside can make or read one. */
@ApplicationScoped
class GreyIds {
    private static final Duration KEYS_KEPT = Duration.ofMinutes(10);

    @Inject
    private SigningKeys keys;

    @Inject
    private Clock clock;

    private volatile Held held;

    private record Held(LinkSigner signer, Instant since) {}

    /** 22 characters that a URL path takes unchanged. */
    String of(GreyKey key) {
        return signer().opaque("grey|" + key.pool() + "|" + key.domain());
    }

    private LinkSigner signer() {
        Instant now = clock.instant();
        Held present = held;
        return present == null || present.since().plus(KEYS_KEPT).isBefore(now) ? renewed(now) : present.signer();
    }

    /** One at a time: at the very first start, several would each make a key of their own. */
    private synchronized LinkSigner renewed(Instant now) {
        if (held == null || held.since().plus(KEYS_KEPT).isBefore(now)) {
            held = new Held(keys.signer(), now);
        }
        return held.signer();
    }
}
