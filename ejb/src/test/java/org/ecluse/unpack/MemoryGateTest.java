package org.ecluse.unpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.ecluse.mail.Budget.BudgetExceededException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemoryGateTest {
    private final MemoryGate gate = new MemoryGate(1);

    @AfterEach
    void notInterruptedAnyMore() {
        Thread.interrupted();
    }

    @Test
    void whoHasThePlaceDoesNotWaitAgain() {
        MemoryGate.Place place = gate.place();
        place.take();
        assertThat(place.take()).isZero();
    }

    @Test
    void theNextOneWaitsUntilThePlaceIsFree() throws Exception {
        MemoryGate.Place first = gate.place();
        first.take();
        AtomicReference<Thread> second = new AtomicReference<>();
        CompletableFuture<Long> waited = CompletableFuture.supplyAsync(() -> {
            second.set(Thread.currentThread());
            try (MemoryGate.Place place = gate.place()) {
                return place.take();
            }
        });
        while (second.get() == null || second.get().getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(waited).isNotDone();
        first.close();
        assertThat(waited.get(10, TimeUnit.SECONDS)).isPositive();
        assertThat(gate.place().take()).as("the place is free again").isNotNegative();
    }

    @Test
    void whoseTimeIsUpWaitsNoMore() {
        gate.place().take();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> gate.place().take()).isInstanceOf(BudgetExceededException.class);
    }

    @Test
    void closingWithoutAPlaceGivesNone() {
        gate.place().close();
        gate.place().take();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> gate.place().take()).isInstanceOf(BudgetExceededException.class);
    }
}
