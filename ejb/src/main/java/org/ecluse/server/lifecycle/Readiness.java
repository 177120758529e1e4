package org.ecluse.server.lifecycle;

import jakarta.enterprise.context.ApplicationScoped;

/** Whether the first mail may come in: schema migrated, first account made, stored mail taken in again. */
@ApplicationScoped
public class Readiness {
    private volatile boolean ready;

    public boolean isReady() {
        return ready;
    }

    public void open() {
        ready = true;
    }

    public void close() {
        ready = false;
    }
}
