package org.ecluse.mail;

import com.ibm.icu.text.IDNA;
import java.util.Locale;
import java.util.Optional;

/**
 * A mail domain in its one comparable form: UTS46 A-labels, lower case, no trailing dot, at most 253 octets.
 *
 * @param value never empty
 */
public record DomainName(String value) {
    private static final IDNA UTS46 = IDNA.getUTS46Instance(
            IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.NONTRANSITIONAL_TO_UNICODE | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);

    public DomainName {
        if (!isComparable(value)) {
            throw new IllegalArgumentException("not a domain in A-label form: " + value);
        }
    }

    /** The domain as people wrote it, or empty if it is no host name (RFC 5321 section 4.1.2, UTS46). Address literals are none. */
    public static Optional<DomainName> parse(String written) {
        String trimmed = written.endsWith(".") ? written.substring(0, written.length() - 1) : written;
        if (trimmed.isEmpty() || trimmed.length() > 255) {
            return Optional.empty();
        }
        String ascii = isAscii(trimmed) ? trimmed.toLowerCase(Locale.ROOT) : toAscii(trimmed);
        return isComparable(ascii) ? Optional.of(new DomainName(ascii)) : Optional.empty();
    }

    /** True if this is {@code other} or a name below it. */
    public boolean isWithin(DomainName other) {
        return value.equals(other.value) || value.endsWith("." + other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static String toAscii(String unicode) {
        IDNA.Info outcome = new IDNA.Info();
        StringBuilder ascii = UTS46.nameToASCII(unicode, new StringBuilder(), outcome);
        return outcome.hasErrors() ? "" : ascii.toString();
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    private static boolean isComparable(String name) {
        if (name.isEmpty() || name.length() > 253) {
            return false;
        }
        int labelLength = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '.') {
                if (labelLength == 0 || name.charAt(i - 1) == '-') {
                    return false;
                }
                labelLength = 0;
            } else if (isLabelCharacter(c) && !(c == '-' && labelLength == 0) && labelLength < 63) {
                labelLength++;
            } else {
                return false;
            }
        }
        return labelLength > 0 && name.charAt(name.length() - 1) != '-';
    }

    private static boolean isLabelCharacter(char c) {
        // Underscore is no host name, but customers have such domains and the DNS carries them.
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }
}
