package org.ecluse.dns;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.ecluse.dns.DnsLookup.DnsAnswer.Status;

/**
 * The DNS as one message may use it: when its time or its questions are used up, or several questions in a row found no answer,
 * every further one is answered "temporary error" at once. So a dead resolver costs a message a few time-outs, not one for each
 * name that it mentions. Safe for use by many threads.
 */
public final class BoundedLookup implements DnsLookup {
    private static final int MOST_SILENCES = 2;

    private final DnsLookup dns;
    private final LongSupplier nanoClock;
    private final long deadlineNanos;
    private final AtomicInteger questionsLeft;
    private final AtomicInteger silences = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    /** @param questions that may be asked, those that a cache answers included */
    public BoundedLookup(DnsLookup dns, Duration time, int questions) {
        this(dns, time, questions, System::nanoTime);
    }

    /** For tests that drive the clock. */
    BoundedLookup(DnsLookup dns, Duration time, int questions, LongSupplier nanoClock) {
        this.dns = dns;
        this.nanoClock = nanoClock;
        this.deadlineNanos = nanoClock.getAsLong() + time.toNanos();
        this.questionsLeft = new AtomicInteger(questions);
    }

    @Override
    public DnsAnswer<String> txt(String name) {
        return ask(name, () -> dns.txt(name));
    }

    @Override
    public DnsAnswer<InetAddress> a(String name) {
        return ask(name, () -> dns.a(name));
    }

    @Override
    public DnsAnswer<InetAddress> aaaa(String name) {
        return ask(name, () -> dns.aaaa(name));
    }

    @Override
    public DnsAnswer<Mx> mx(String name) {
        return ask(name, () -> dns.mx(name));
    }

    @Override
    public DnsAnswer<String> ptr(InetAddress address) {
        return ask(address.getHostAddress(), () -> dns.ptr(address));
    }

    /** True if a question about {@code name} was not asked, because the bounds were reached before. */
    public boolean hasRefused(String name) {
        return refused.contains(name);
    }

    /** Questions that were asked and found no answer. */
    public int unanswered() {
        return unanswered.get();
    }

    @Override
    public <T> CompletionStage<DnsAnswer<T>> askLater(DnsQuestion<T> question) {
        return mayAsk(question.name())
                ? dns.askLater(question).thenApply(this::noted)
                : CompletableFuture.completedFuture(DnsAnswer.temporaryError());
    }

    private <T> DnsAnswer<T> ask(String name, Supplier<DnsAnswer<T>> question) {
        return mayAsk(name) ? noted(question.get()) : DnsAnswer.temporaryError();
    }

    private boolean mayAsk(String name) {
        boolean mayAsk = silences.get() < MOST_SILENCES
                && nanoClock.getAsLong() - deadlineNanos < 0
                && questionsLeft.getAndDecrement() > 0;
        if (!mayAsk) {
            refused.add(name);
        }
        return mayAsk;
    }

    private <T> DnsAnswer<T> noted(DnsAnswer<T> answer) {
        if (answer.status() == Status.TEMPORARY_ERROR) {
            silences.incrementAndGet();
            unanswered.incrementAndGet();
        } else {
            silences.set(0);
        }
        return answer;
    }
}
