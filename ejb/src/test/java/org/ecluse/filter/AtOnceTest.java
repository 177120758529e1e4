package org.ecluse.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ecluse.mail.Budget;
import org.ecluse.mail.Budget.BudgetExceededException;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Mails;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Covers({"R2.5", "B8"})
class AtOnceTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void stop() {
        over.countDown();
        threads.shutdownNow();
    }

    @Test
    void allAreAskedAtTheSameTimeAndAnswerInOrder() {
        CyclicBarrier together = new CyclicBarrier(3);
        List<String> answers = new AtOnce(threads, Duration.ofSeconds(10))
                .ask(List.of("a", "b", "c"), Mails.budget(), (each, time) -> meet(together, each), why -> "silent");
        assertThat(answers).containsExactly("a!", "b!", "c!");
    }

    private static String meet(CyclicBarrier together, String each) {
        try {
            together.await(5, TimeUnit.SECONDS); // nobody passes unless all are there
            return each + "!";
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("asked alone", e);
        }
    }

    @Test
    void theTimeIsForAllTogetherAndTheOthersAnswersCount() {
        Duration time = Duration.ofSeconds(2);
        long start = System.nanoTime();
        List<String> answers = new AtOnce(threads, time)
                .ask(List.of("good", "hangs", "hangs", "hangs"), Mails.budget(), this::answer, why -> why);
        assertThat(answers).containsExactly("good!", "no answer in time", "no answer in time", "no answer in time");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(time, time.multipliedBy(6));
    }

    private String answer(String each, Budget time) {
        if (each.equals("hangs")) {
            try {
                over.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                return "interrupted";
            }
        }
        if (each.equals("throws")) {
            throw new IllegalStateException("broken");
        }
        return each + "!";
    }

    @Test
    void whoThrowsIsSilentAndHoldsNobodyUp() {
        List<String> answers = new AtOnce(threads, Duration.ofSeconds(10))
                .ask(List.of("throws", "good", "throws"), Mails.budget(), this::answer, why -> why);
        assertThat(answers)
                .containsExactly(
                        "java.lang.IllegalStateException: broken", "good!", "java.lang.IllegalStateException: broken");
    }

    @Test
    void withoutAFreeThreadTheCallerAsksInTurnWithTheTimeThatIsLeft() {
        AtOnce asking = new AtOnce(
                task -> {
                    throw new RejectedExecutionException("full");
                },
                Duration.ofSeconds(10));
        Thread caller = Thread.currentThread();
        List<Boolean> answers = asking.ask(
                List.of("a", "b", "c"),
                Mails.budget(),
                (each, time) -> Thread.currentThread() == caller
                        && time.left().compareTo(Duration.ofSeconds(10)) <= 0
                        && !time.left().isZero(),
                why -> false);
        assertThat(answers).containsExactly(true, true, true);
    }

    @Test
    void theMessagesOwnTimeIsShorter() {
        Budget spent = Budget.of(Duration.ZERO, 10, 10);
        assertThatThrownBy(() ->
                        new AtOnce(threads, Duration.ofSeconds(10)).ask(List.of("a"), spent, this::answer, why -> why))
                .isInstanceOf(BudgetExceededException.class);
    }

    @Test
    void nobodyToAskIsNoAnswer() {
        assertThat(AtOnce.inTurn(Duration.ofSeconds(1))
                        .ask(List.<String>of(), Mails.budget(), this::answer, why -> why))
                .isEmpty();
    }
}
