package org.ecluse.server.greylist;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.ecluse.filter.greylist.ClientNetwork;
import org.infinispan.Cache;

/**
 * How many correspondences each network has waiting. A value lists, in minutes since 1970 to base 36, when each of them is
 * forgotten: {@code v1|<minute>,<minute>…}.
 */
@ApplicationScoped
class NetworkShares {
    /** Waiting correspondences of one /24 or /64. */
    static final int OF_NETWORK = 200;

    /** Of one /48: a subscriber of IPv6 has thousands of /64. */
    static final int OF_SITE = 2_000;

    private static final int TRIES = 8;
    private static final int RADIX = 36;
    private static final String VERSION = "v1|";

    @Resource(lookup = "java:jboss/infinispan/cache/ecluse/grey-networks")
    Cache<String, String> networks;

    /**
     * Takes one share of the client's network until {@code until}.
     *
     * @return the network whose shares are used up; empty: taken
     */
    Optional<String> take(InetAddress client, Instant until, Instant now) {
        String network = ClientNetwork.of(client);
        String site = ClientNetwork.siteOf(client);
        if (!take(network, OF_NETWORK, until, now)) {
            return Optional.of(network);
        }
        if (!site.equals(network) && !take(site, OF_SITE, until, now)) {
            giveBack(network, until, now);
            return Optional.of(site);
        }
        return Optional.empty();
    }

    /** Gives one share back that was taken until {@code until}. */
    void giveBack(InetAddress client, Instant until, Instant now) {
        String network = ClientNetwork.of(client);
        String site = ClientNetwork.siteOf(client);
        giveBack(network, until, now);
        if (!site.equals(network)) {
            giveBack(site, until, now);
        }
    }

    private boolean take(String network, int limit, Instant until, Instant now) {
        boolean[] room = {true};
        change(network, now, shares -> {
            room[0] = shares.size() < limit;
            if (room[0]) {
                shares.add(minute(until) + 1);
            }
        });
        return room[0];
    }

    private void giveBack(String network, Instant until, Instant now) {
        change(network, now, shares -> shares.remove((Object) (minute(until) + 1)));
    }

    /** When others change the same value again and again the change is given up: the bound is then a little inexact. */
    private void change(String network, Instant now, Consumer<List<Long>> change) {
        for (int i = 0; i < TRIES; i++) {
            String old = networks.get(network);
            List<Long> shares = old == null ? new ArrayList<>() : parse(old);
            shares.removeIf(minute -> minute <= minute(now));
            change.accept(shares);
            if (store(network, old, shares, now)) {
                return;
            }
        }
    }

    private boolean store(String network, String old, List<Long> shares, Instant now) {
        if (shares.isEmpty()) {
            return old == null || networks.remove(network, old);
        }
        String text = VERSION
                + shares.stream().map(minute -> Long.toString(minute, RADIX)).collect(Collectors.joining(","));
        long minutes = Collections.max(shares) - minute(now);
        return old == null
                ? networks.putIfAbsent(network, text, minutes, TimeUnit.MINUTES) == null
                : networks.replace(network, old, text, minutes, TimeUnit.MINUTES);
    }

    private static List<Long> parse(String text) {
        List<Long> minutes = new ArrayList<>();
        for (String each : text.substring(VERSION.length()).split(",", -1)) {
            minutes.add(Long.parseLong(each, RADIX));
        }
        return minutes;
    }

    private static long minute(Instant time) {
        return TimeUnit.SECONDS.toMinutes(time.getEpochSecond());
    }
}
