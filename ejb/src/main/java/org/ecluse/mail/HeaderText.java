package org.ecluse.mail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.james.mime4j.util.ByteSequence;

/** A header field's value as text: unfolded, UTF-8 if it is valid (RFC 6532), else one character for each octet. */
final class HeaderText {
    static final int LONGEST_VALUE_BYTES = 16_384;

    private HeaderText() {}

    /** @param field the whole field with its name */
    static String unfolded(ByteSequence field, Set<MailFault> faults) {
        int colon = 0;
        while (colon < field.length() && field.byteAt(colon) != ':') {
            colon++;
        }
        int available = field.length() - colon - 1;
        if (available <= 0) {
            return "";
        }
        if (available > LONGEST_VALUE_BYTES) {
            faults.add(MailFault.HEADER_TOO_LONG);
        }
        byte[] octets = new byte[Math.min(available, LONGEST_VALUE_BYTES)];
        int length = 0;
        boolean eightBit = false;
        for (int i = 0; i < octets.length; i++) {
            byte b = field.byteAt(colon + 1 + i);
            if (b == '\r' || b == '\n') {
                continue;
            }
            if (b >= 0 && b < ' ' && b != '\t') {
                faults.add(MailFault.HEADER_CONTROL);
                b = ' ';
            }
            eightBit |= b < 0;
            octets[length++] = b == '\t' ? (byte) ' ' : b;
        }
        return (eightBit ? eightBitText(octets, length, faults) : ascii(octets, length)).strip();
    }

    private static String ascii(byte[] octets, int length) {
        return new String(octets, 0, length, StandardCharsets.US_ASCII);
    }

    private static String eightBitText(byte[] octets, int length, Set<MailFault> faults) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            faults.add(MailFault.HEADER_8BIT); // the fault is the answer
            return new String(octets, 0, length, StandardCharsets.ISO_8859_1);
        }
    }
}
