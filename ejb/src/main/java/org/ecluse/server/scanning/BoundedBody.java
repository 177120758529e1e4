package org.ecluse.server.scanning;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** The body of an HTTP answer, of at most so many octets: a longer one is an error, and no more of it is read. */
final class BoundedBody implements BodySubscriber<byte[]> {
    private final int mostBytes;
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private Flow.Subscription subscription;

    BoundedBody(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> arrived) {
        for (ByteBuffer buffer : arrived) {
            if (octets.size() + buffer.remaining() > mostBytes) {
                subscription.cancel();
                whole.completeExceptionally(new IOException("answer longer than " + mostBytes + " bytes"));
                return;
            }
            byte[] copy = new byte[buffer.remaining()];
            buffer.get(copy);
            octets.writeBytes(copy);
        }
    }

    @Override
    public void onError(Throwable cause) {
        whole.completeExceptionally(cause);
    }

    @Override
    public void onComplete() {
        whole.complete(octets.toByteArray());
    }
}
