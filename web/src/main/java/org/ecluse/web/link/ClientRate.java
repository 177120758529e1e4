package org.ecluse.web.link;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;

/** How often one client may ask for a mail in a minute. */
@ApplicationScoped
public class ClientRate {
    private static final int PER_MINUTE = 5;

    private final RequestRate rate = new RequestRate(PER_MINUTE);

    /** False: too often; nothing is to be done for it in this minute. */
    public boolean admits(String client) {
        return rate.admits(client, TimeUnit.MILLISECONDS.toMinutes(System.currentTimeMillis()));
    }
}
