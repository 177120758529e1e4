package org.ecluse.queue.smtp;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What vouches for a server's certificate where TLS is required: Java's authorities, one certificate by its SHA-256 fingerprint,
 * or authorities of one's own.
 *
 * @param text as stored: "", a fingerprint of 64 hex digits, or certificates in PEM
 */
public record ServerTrust(String text) {
    /** The authorities that come with Java. */
    public static final ServerTrust AUTHORITIES = new ServerTrust("");

    /** Longest stored form, in characters. */
    public static final int LONGEST = 16_000;

    private static final int FINGERPRINT_DIGITS = 64;
    private static final String PEM_BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final int MOST_CERTIFICATES = 10;

    /** What somebody wrote; blanks around it and colons in a fingerprint do not matter. Empty if it is none of the three. */
    public static Optional<ServerTrust> parse(String written) {
        String text = written.strip();
        if (text.isEmpty()) {
            return Optional.of(AUTHORITIES);
        }
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        if (text.startsWith(PEM_BEGIN)) {
            return certificates(text).isEmpty() ? Optional.empty() : Optional.of(new ServerTrust(text));
        }
        String digits = text.replace(":", "").toLowerCase(Locale.ROOT);
        boolean hex = digits.length() == FINGERPRINT_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
        return hex ? Optional.of(new ServerTrust(digits)) : Optional.empty();
    }

    /** SHA-256 of the one certificate that is trusted, whatever its names and dates (as RFC 7672 section 3.1.1 has it). */
    Optional<String> fingerprint() {
        return text.isEmpty() || text.startsWith(PEM_BEGIN) ? Optional.empty() : Optional.of(text);
    }

    /** Authorities in place of Java's; none: Java's. */
    List<X509Certificate> authorities() {
        return text.startsWith(PEM_BEGIN) ? certificates(text) : List.of();
    }

    static String fingerprint(X509Certificate certificate) throws CertificateEncodingException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static List<X509Certificate> certificates(String pem) {
        try {
            List<X509Certificate> found = new ArrayList<>();
            for (Certificate each : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))) {
                found.add((X509Certificate) each);
            }
            return found.size() > MOST_CERTIFICATES ? List.of() : List.copyOf(found);
        } catch (CertificateException e) {
            return List.of(); // not readable is none: parse refuses it
        }
    }
}
