package org.ecluse.server.ownmail;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.ecluse.mail.RawMessage;

/** A composed mail in memory. */
final class Octets implements RawMessage {
    private final byte[] octets;

    Octets(byte[] octets) {
        this.octets = octets;
    }

    @Override
    public long sizeBytes() {
        return octets.length;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(octets);
    }
}
