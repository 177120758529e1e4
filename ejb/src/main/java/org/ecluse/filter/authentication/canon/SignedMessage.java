package org.ecluse.filter.authentication.canon;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.ecluse.mail.Budget;
import org.ecluse.mail.RawMessage;

/**
 * A message as signatures see it: its header in memory, bounded, and its body as a stream that is hashed in one pass for
 * everyone who said {@link #want} before the first {@link #bodyHash}. Used by one thread at a time.
 */
public final class SignedMessage {
    /** Header and often the whole message; longer headers are read on up to {@link #LONGEST_HEADER_BYTES}. */
    private static final int HEAD_BYTES = 64 * 1024;

    private static final int LONGEST_HEADER_BYTES = 512 * 1024;
    private static final int CHUNK_BYTES = 16 * 1024;

    private final RawMessage raw;
    private final Budget budget;
    private final byte[] head;
    private final int headLength;
    private final boolean whole;
    private final MailHeader header;
    private final Map<Canonicalization, SortedSet<Long>> wanted = new EnumMap<>(Canonicalization.class);
    private final Map<BodyScope, BodyHash> known = new HashMap<>();

    private SignedMessage(
            RawMessage raw, Budget budget, byte[] head, int headLength, boolean whole, MailHeader header) {
        this.raw = raw;
        this.budget = budget;
        this.head = head;
        this.headLength = headLength;
        this.whole = whole;
        this.header = header;
    }

    /**
     * Reads the header.
     *
     * @throws Budget.BudgetExceededException here and in {@link #bodyHash} when the time is used up
     * @throws IOException if the message cannot be read; bad mail is no reason
     */
    public static SignedMessage read(RawMessage raw, Budget budget) throws IOException {
        try (InputStream in = raw.open()) {
            byte[] head = new byte[(int) Math.max(1, Math.min(raw.sizeBytes(), HEAD_BYTES))];
            int length = in.readNBytes(head, 0, head.length);
            while (true) {
                int following = length < head.length ? -1 : in.read();
                MailHeader header = MailHeader.parse(head, length, following < 0, budget);
                if (header.isComplete() || following < 0 || length >= LONGEST_HEADER_BYTES) {
                    return new SignedMessage(raw, budget, head, length, following < 0, header);
                }
                head = Arrays.copyOf(head, Math.min(4 * Math.max(length, 1_024), LONGEST_HEADER_BYTES + 1));
                head[length++] = (byte) following;
                length += in.readNBytes(head, length, head.length - length);
            }
        }
    }

    public MailHeader header() {
        return header;
    }

    /** Asks for a hash, so that the one pass over the body makes it too. */
    public void want(BodyScope scope) {
        if (!known.containsKey(scope)) {
            wanted.computeIfAbsent(scope.canonicalization(), c -> new TreeSet<>())
                    .add(scope.limit());
        }
    }

    /**
     * The hash of the body within {@code scope}; SHA-256 always (RFC 8301).
     *
     * @throws IllegalStateException if the header is not complete: where the body begins is not known then
     */
    public BodyHash bodyHash(BodyScope scope) throws IOException {
        if (!known.containsKey(scope)) {
            want(scope);
            hashBody();
        }
        return known.get(scope);
    }

    private void hashBody() throws IOException {
        if (!header.isComplete()) {
            throw new IllegalStateException("header is not complete");
        }
        Map<Canonicalization, BodyCanonicalizer> bodies = new EnumMap<>(Canonicalization.class);
        wanted.forEach((canonicalization, limits) ->
                bodies.put(canonicalization, BodyCanonicalizer.of(canonicalization, limits)));
        feed(bodies.values().toArray(BodyCanonicalizer[]::new));
        bodies.forEach((canonicalization, body) ->
                body.finish().forEach((limit, hash) -> known.put(new BodyScope(canonicalization, limit), hash)));
        wanted.clear();
    }

    private void feed(BodyCanonicalizer[] bodies) throws IOException {
        for (BodyCanonicalizer body : bodies) {
            body.update(head, header.bodyStart(), headLength);
        }
        budget.check();
        if (whole) {
            return;
        }
        try (InputStream in = raw.open()) {
            in.skipNBytes(headLength);
            byte[] chunk = new byte[CHUNK_BYTES];
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                for (BodyCanonicalizer body : bodies) {
                    body.update(chunk, 0, length);
                }
                budget.check();
            }
        }
    }
}
