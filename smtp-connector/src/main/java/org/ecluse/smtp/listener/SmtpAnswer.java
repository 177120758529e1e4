package org.ecluse.smtp.listener;

import java.util.Objects;

/**
 * What to tell the client.
 *
 * @param code reply code, 2yz, 4yz or 5yz
 * @param enhanced enhanced status code such as {@code 5.1.1} (RFC 3463), {@code ""} for none
 * @param text one line; the connector makes it printable ASCII and cuts it at 512 octets. {@code ""} beside a 2yz
 *     code means the protocol's own words
 * @param close whether the connection is closed after the reply; 421 always closes (RFC 5321 section 3.8)
 */
public record SmtpAnswer(int code, String enhanced, String text, boolean close) {

    private static final SmtpAnswer OK = new SmtpAnswer(250, "", "", false);

    public SmtpAnswer {
        Objects.requireNonNull(text, "text");
        int kind = code / 100;
        if (kind != 2 && kind != 4 && kind != 5) throw new IllegalArgumentException("reply code " + code);
        if (!enhanced.isEmpty() && !isStatusOf(kind, enhanced)) {
            throw new IllegalArgumentException("status " + enhanced + " beside " + code);
        }
        close = close || code == 421;
    }

    /** The protocol's own 2yz reply of the command at hand. */
    public static SmtpAnswer ok() {
        return OK;
    }

    /** Whether the code is 2yz. */
    public boolean accepted() {
        return code / 100 == 2;
    }

    /** RFC 3463 section 2: class "." subject "." detail, the last two of one to three digits. */
    private static boolean isStatusOf(int kind, String enhanced) {
        String[] parts = enhanced.split("\\.", -1);
        return parts.length == 3
                && parts[0].equals(Integer.toString(kind))
                && isShortNumber(parts[1])
                && isShortNumber(parts[2]);
    }

    private static boolean isShortNumber(String part) {
        return !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
