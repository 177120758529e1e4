package org.ecluse.testkit;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.ecluse.mail.RawMessage;

/** A message in memory. */
public record BytesMessage(byte[] bytes) implements RawMessage {
    public static BytesMessage of(String text) {
        return new BytesMessage(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public long sizeBytes() {
        return bytes.length;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }
}
