package org.ecluse.queue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A stored message as the next hop gets it: our trace and fields first, forged ones of ours removed. */
public final class OutgoingStream {
    private OutgoingStream() {}

    /**
     * @param trace whole Received field
     * @param added field lines without their line end
     * @param sieve drops fields that only we may write
     */
    public static InputStream of(InputStream stored, String trace, List<String> added, FieldSieve sieve) {
        byte[] prefix = prefix(trace, added);
        return new SequenceInputStream(new ByteArrayInputStream(prefix), new HeaderFilter(stored, sieve));
    }

    /** What is added in front, for SIZE. */
    public static byte[] prefix(String trace, List<String> added) {
        StringBuilder head = new StringBuilder(trace);
        added.forEach(line -> head.append(line).append("\r\n"));
        return head.toString().getBytes(StandardCharsets.UTF_8);
    }
}
