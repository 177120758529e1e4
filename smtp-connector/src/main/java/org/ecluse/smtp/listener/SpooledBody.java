package org.ecluse.smtp.listener;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A received message body, in memory or in a temporary file, shared by counted references: a scan that timed out may
 * still read it after the session went on. The connector holds one reference and releases it after
 * {@link SmtpTransactionListener#message} returned; who reads later or in another thread retains its own first.
 */
public interface SpooledBody {

    /** Size on the wire without dot-stuffing, in bytes. */
    long sizeBytes();

    /** A new stream from the start; several may be open at once. Throws {@link IllegalStateException} when released. */
    InputStream open() throws IOException;

    /** Takes one more reference and returns this body. Throws {@link IllegalStateException} when already gone. */
    SpooledBody retain();

    /** Gives one reference back; the last one frees memory and temporary file. */
    void release();

    /** The temporary file, if the body is in one; it may be read, not moved or changed. */
    Optional<Path> file();
}
