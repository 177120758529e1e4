package org.ecluse.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The style sheet inside link pages, and the policy that allows this one and nothing else. */
public final class LandingStyle {
    static final String CSS = read();

    /** Content-Security-Policy of every link page. */
    public static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'sha256-" + digest(CSS)
            + "'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private LandingStyle() {}

    private static String read() {
        try (InputStream css = LandingStyle.class.getResourceAsStream("/org/ecluse/link/landing.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(String css) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return Base64.getEncoder().encodeToString(sha256.digest(css.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
