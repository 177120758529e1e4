package org.ecluse.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, ten seconds at most. */
final class Awaited {

    private Awaited() {}

    static void until(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean() && System.nanoTime() < until) LockSupport.parkNanos(2_000_000);
        assertThat(condition.getAsBoolean()).as(what).isTrue();
    }
}
