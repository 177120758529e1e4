package org.ecluse.filter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.ecluse.mail.Budget;

/**
 * Asks several outside this process about one message, all at once and within one time: the slowest counts, not the sum. Who does not
 * answer, throws or is late is silent (B8). Safe for use by many threads.
 */
public final class AtOnce {
    private final Executor others;
    private final Duration time;

    /**
     * @param others runs all questions but the first, which the calling thread asks itself; one that it rejects is asked by the
     *     calling thread too, with the time that is left
     * @param time for all answers together
     */
    public AtOnce(Executor others, Duration time) {
        this.others = others;
        this.time = time;
    }

    /** Asks one after the other in the calling thread, within one time all the same. */
    public static AtOnce inTurn(Duration time) {
        return new AtOnce(Runnable::run, time);
    }

    /**
     * The answers, in the order of {@code asked}.
     *
     * @param budget of the message: bounds the time and is not spent otherwise
     * @param question asks one, with a budget of its own that holds the time left; must itself end within that
     * @param silent the answer that stands for none, with the reason
     * @throws Budget.BudgetExceededException the time of the message itself is used up, or the thread was interrupted
     */
    public <Q, A> List<A> ask(
            List<Q> asked, Budget budget, BiFunction<Q, Budget, A> question, Function<String, A> silent) {
        long deadline = System.nanoTime() + shorter(time, budget.left()).toNanos();
        List<FutureTask<A>> tasks = new ArrayList<>();
        for (Q each : asked) {
            tasks.add(new FutureTask<>(() -> question.apply(each, until(deadline))));
        }
        try {
            List<FutureTask<A>> ownWork = new ArrayList<>(tasks.subList(0, Math.min(1, tasks.size())));
            for (FutureTask<A> task : tasks.subList(ownWork.size(), tasks.size())) {
                start(task, ownWork);
            }
            ownWork.forEach(FutureTask::run);
            List<A> answers = new ArrayList<>();
            for (FutureTask<A> task : tasks) {
                answers.add(answer(task, deadline, silent));
            }
            budget.check();
            return answers;
        } finally {
            tasks.forEach(task -> task.cancel(true)); // of no effect on those that ended
        }
    }

    private <A> void start(FutureTask<A> task, List<FutureTask<A>> ownWork) {
        try {
            others.execute(task);
        } catch (RejectedExecutionException e) {
            ownWork.add(task); // no thread is free: later is better than not at all
        }
    }

    private static <A> A answer(FutureTask<A> task, long deadline, Function<String, A> silent) {
        try {
            return task.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | CancellationException e) {
            return silent.apply("no answer in time");
        } catch (ExecutionException e) {
            return silent.apply(String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Budget.BudgetExceededException("time");
        }
    }

    private static Budget until(long deadline) {
        return Budget.of(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())), 0, 0);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
