package org.ecluse.queue.smtp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Marks a failure to read as ours, so that it is not blamed on the server that is written to. */
final class ContentSource extends FilterInputStream {
    ContentSource(InputStream content) {
        super(content);
    }

    static ContentSource open(OutgoingMail.Content content) throws ContentException {
        try {
            return new ContentSource(content.open());
        } catch (IOException e) {
            throw new ContentException(e);
        }
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (IOException e) {
            throw new ContentException(e);
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            return super.read(target, offset, length);
        } catch (IOException e) {
            throw new ContentException(e);
        }
    }
}
