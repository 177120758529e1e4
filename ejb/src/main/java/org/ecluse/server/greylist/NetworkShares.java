package org.ecluse.server.greylist;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.ecluse.filter.greylist.ClientNetwork;
import org.infinispan.Cache;

/**
 * Which correspondences each network has waiting, the oldest first; when there are too many, the oldest has to go. A value is
 * {@code v1|<minute><id>,…}, the minute since 1970 in five digits to base 36, in which the id is forgotten.
 */
@ApplicationScoped
class NetworkShares {
    /** Waiting correspondences of one /24 or /64. */
    static final int OF_NETWORK = 200;

    /** Of one /48: a subscriber of IPv6 has thousands of /64. */
    static final int OF_SITE = 1_000;

    private static final int TRIES = 8;
    private static final int RADIX = 36;
    private static final int MINUTE_DIGITS = 5; // until 2084
    private static final String VERSION = "v1|";

    @Resource(lookup = "java:jboss/infinispan/cache/ecluse/grey-networks")
    Cache<String, String> networks;

    /** A waiting correspondence of a network. */
    record Share(String id, long minute) {
        Instant until() {
            return Instant.ofEpochSecond(TimeUnit.MINUTES.toSeconds(minute));
        }

        private static Share parse(String text) {
            return new Share(text.substring(MINUTE_DIGITS), Long.parseLong(text.substring(0, MINUTE_DIGITS), RADIX));
        }

        @Override
        public String toString() {
            return Long.toString(minute, RADIX) + id;
        }
    }

    /**
     * Notes that {@code id} waits until {@code until}, as the newest of the client's network.
     *
     * @return those that have to go for it
     */
    List<Share> take(InetAddress client, String id, Instant until, Instant now) {
        String network = ClientNetwork.of(client);
        String site = ClientNetwork.siteOf(client);
        List<Share> gone = new ArrayList<>(add(network, OF_NETWORK, new Share(id, minute(until)), now));
        if (!site.equals(network)) {
            gone.addAll(add(site, OF_SITE, new Share(id, minute(until)), now));
        }
        return gone;
    }

    /** {@code id} waits no more. */
    void giveBack(InetAddress client, String id, Instant now) {
        String network = ClientNetwork.of(client);
        String site = ClientNetwork.siteOf(client);
        change(network, now, shares -> shares.removeIf(share -> share.id().equals(id)));
        if (!site.equals(network)) {
            change(site, now, shares -> shares.removeIf(share -> share.id().equals(id)));
        }
    }

    private List<Share> add(String network, int limit, Share newest, Instant now) {
        List<Share> gone = new ArrayList<>();
        change(network, now, shares -> {
            gone.clear();
            shares.removeIf(share -> share.id().equals(newest.id()));
            while (shares.size() >= limit) {
                gone.add(shares.remove(0));
            }
            shares.add(newest);
        });
        return gone;
    }

    /** When others change the same value again and again the change is given up: the bound is then a little inexact. */
    private void change(String network, Instant now, Consumer<List<Share>> change) {
        for (int i = 0; i < TRIES; i++) {
            String old = networks.get(network);
            List<Share> shares = parse(old);
            shares.removeIf(share -> share.minute() < minute(now));
            change.accept(shares);
            if (store(network, old, shares, now)) {
                return;
            }
        }
    }

    private boolean store(String network, String old, List<Share> shares, Instant now) {
        if (shares.isEmpty()) {
            return old == null || networks.remove(network, old);
        }
        String text = VERSION + shares.stream().map(Share::toString).collect(Collectors.joining(","));
        long last = shares.stream()
                .max(Comparator.comparing(Share::minute))
                .orElseThrow()
                .minute();
        long minutes = last - minute(now) + 1;
        return old == null
                ? networks.putIfAbsent(network, text, minutes, TimeUnit.MINUTES) == null
                : Objects.equals(old, text) || networks.replace(network, old, text, minutes, TimeUnit.MINUTES);
    }

    private static List<Share> parse(String text) {
        List<Share> shares = new ArrayList<>();
        if (text != null) {
            for (String each : text.substring(VERSION.length()).split(",", -1)) {
                shares.add(Share.parse(each));
            }
        }
        return shares;
    }

    private static long minute(Instant time) {
        return TimeUnit.SECONDS.toMinutes(time.getEpochSecond());
    }
}
