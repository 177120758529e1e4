package org.ecluse.smtp.connector;

import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.reflect.Method;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAResource;
import org.ecluse.smtp.listener.SmtpAnswer;
import org.ecluse.smtp.listener.SmtpRecipient;
import org.ecluse.smtp.listener.SmtpSender;
import org.ecluse.smtp.listener.SmtpSession;
import org.ecluse.smtp.listener.SmtpTransactionListener;
import org.ecluse.smtp.listener.SpooledBody;

/** An application that is not ready until told so, and then accepts all mail. */
final class FakeEndpoints implements MessageEndpointFactory {

    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch secondAttempt = new CountDownLatch(2);
    private final CountDownLatch firstAttempt = new CountDownLatch(1);
    private volatile boolean ready;
    private volatile boolean virtual;

    void ready() {
        ready = true;
    }

    boolean awaitAttempts(int wanted) throws InterruptedException {
        return (wanted == 1 ? firstAttempt : secondAttempt).await(10, TimeUnit.SECONDS);
    }

    /** Endpoints that were not released. */
    int open() {
        return open.get();
    }

    /** Only asked on Java 21 and later; a virtual thread's class is not {@link Thread} itself. */
    boolean lastCallWasVirtual() {
        return virtual;
    }

    int calls() {
        return calls.get();
    }

    @Override
    public MessageEndpoint createEndpoint(XAResource resource) throws UnavailableException {
        firstAttempt.countDown();
        secondAttempt.countDown();
        if (!ready) throw new UnavailableException("not deployed yet");
        open.incrementAndGet();
        return new Endpoint();
    }

    @Override
    public MessageEndpoint createEndpoint(XAResource resource, long timeout) throws UnavailableException {
        return createEndpoint(resource);
    }

    @Override
    public boolean isDeliveryTransacted(Method method) {
        return false;
    }

    @Override
    public String getActivationName() {
        return "fake";
    }

    @Override
    public Class<?> getEndpointClass() {
        return Endpoint.class;
    }

    private final class Endpoint implements MessageEndpoint, SmtpTransactionListener {
        @Override
        public void beforeDelivery(Method method) {
            throw new UnsupportedOperationException("endpoints take no part in transactions");
        }

        @Override
        public void afterDelivery() {
            throw new UnsupportedOperationException("endpoints take no part in transactions");
        }

        @Override
        public void release() {
            open.decrementAndGet();
        }

        @Override
        public SmtpAnswer connected(SmtpSession session) {
            virtual = Thread.currentThread().getClass().getSimpleName().equals("VirtualThread");
            calls.incrementAndGet();
            return SmtpAnswer.ok();
        }

        @Override
        public SmtpAnswer sender(SmtpSession session, SmtpSender sender) {
            return SmtpAnswer.ok();
        }

        @Override
        public SmtpAnswer recipient(SmtpSession session, SmtpRecipient recipient) {
            return SmtpAnswer.ok();
        }

        @Override
        public SmtpAnswer message(SmtpSession session, SpooledBody body) {
            return SmtpAnswer.ok();
        }

        @Override
        public void ended(SmtpSession session) {
            calls.incrementAndGet();
        }
    }
}
