package org.ecluse.filter.virus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.ecluse.mail.Budget;
import org.ecluse.mail.MailPart;

/**
 * The EICAR test file: 68 octets at the beginning of a file. In texts the beginning of a line counts too, because a reader can
 * save it from there; in the middle of a line it is a quotation and harmless.
 */
final class EicarSignature {
    static final String NAME = "Eicar-Test-Signature";

    // Written in two halves so that our own source and class files are not taken for the test file.
    private static final String TEXT =
            "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-".concat("ANTIVIRUS-TEST-FILE!$H+H*");
    private static final byte[] OCTETS = TEXT.getBytes(StandardCharsets.US_ASCII);

    private EicarSignature() {}

    static boolean isIn(MailPart part) {
        return part.head().startsWith(TEXT)
                || part.text().map(text -> text.contains("\n" + TEXT)).orElse(false);
    }

    /** True if a line of the message as it came begins with the signature, wherever broken MIME may hide it. */
    static boolean isIn(InputStream wire, Budget budget) throws IOException {
        byte[] chunk = new byte[16_384];
        int matched = 0; // -1: wait for the next line
        int read;
        while ((read = wire.read(chunk)) >= 0) {
            budget.check();
            for (int i = 0; i < read; i++) {
                byte b = chunk[i];
                if (matched >= 0 && b == OCTETS[matched]) {
                    if (++matched == OCTETS.length) {
                        return true;
                    }
                } else {
                    matched = b == '\n' ? 0 : -1;
                }
            }
        }
        return false;
    }
}
