package org.ecluse.mail;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** A part that is kept in memory so that it can be opened, if its opener wants it and it is not too large. */
final class WholeFile extends ByteArrayOutputStream {
    private final FileOpener opener;
    private final boolean attachment;
    private boolean asked;
    private boolean wanted;
    private boolean tooLarge;

    WholeFile(FileOpener opener, boolean attachment) {
        super(0);
        this.opener = opener;
        this.attachment = attachment;
    }

    /**
     * Takes the next bytes, once the first ones are complete.
     *
     * @param prefix full; taken with the first call
     */
    void take(byte[] prefix, byte[] chunk, int offset, int length) {
        if (isWanted(prefix, prefix.length) && !tooLarge) {
            keep(chunk, offset, length);
        }
    }

    /** Asks the opener at the first call, and keeps {@code prefix} if it is wanted. */
    boolean isWanted(byte[] prefix, int length) {
        if (!asked) {
            asked = true;
            wanted = length > 0 && opener.wants(prefix, length, attachment);
            if (wanted) {
                keep(prefix, 0, length);
            }
        }
        return wanted;
    }

    boolean isTooLarge() {
        return tooLarge;
    }

    FileOpener.Opened open(MailPart part) {
        return opener.open(part, buf, count);
    }

    private void keep(byte[] bytes, int offset, int length) {
        if (count + (long) length > opener.largestBytes()) {
            tooLarge = true;
            buf = new byte[0];
            count = 0;
            return;
        }
        if (count + length > buf.length) {
            // Half as much again, not twice: the old and the new array live at the same time.
            buf = Arrays.copyOf(buf, Math.max(count + length, buf.length + buf.length / 2));
        }
        System.arraycopy(bytes, offset, buf, count, length);
        count += length;
    }
}
