package org.ecluse.smtp.session;

import java.nio.file.Path;

/**
 * The keystore with the listener's key and certificate chain.
 *
 * @param selfSignedIfMissing a keystore that is not there is made, with a self-signed certificate
 */
public record TlsKeystore(Path path, String password, String type, boolean selfSignedIfMissing) {
    @Override
    public String toString() {
        return type + " " + path; // never the password
    }
}
