package org.ecluse.mail;

import java.io.IOException;
import java.io.InputStream;

/** A message as it came over the wire, readable any number of times while the caller holds it. */
public interface RawMessage {
    /** Size on the wire, dot-stuffing removed (R2.11). */
    long sizeBytes();

    /** A new stream from the first header on; the caller closes it. */
    InputStream open() throws IOException;
}
