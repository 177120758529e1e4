package org.ecluse.smtp.session;

import java.nio.file.Path;

/** The keystore with the listener's key and certificate chain. */
public record TlsKeystore(Path path, String password, String type) {
    @Override
    public String toString() {
        return type + " " + path; // never the password
    }
}
