package org.ecluse.filter.reports;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.ecluse.mail.Budget;

/** Unpacks an attachment by what it is, not by what it calls itself: GZIP, ZIP, or XML or JSON as such. Bounded. */
public final class PackedReport {
    private static final int CHUNK = 16 * 1024;
    private static final long RATIO_FROM = 1L << 20;

    private final ReportBounds bounds;
    private final Budget budget;

    /** @param budget time for it all */
    public PackedReport(ReportBounds bounds, Budget budget) {
        this.bounds = bounds;
        this.budget = budget;
    }

    /** Which kind of report the octets are. */
    public enum Kind {
        DMARC,
        TLS
    }

    /** XML or JSON. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, only read
    public record Plain(Kind kind, byte[] octets) {}

    /** @throws UnreadableReportException it is too large, broken or something else */
    public Plain unpack(byte... attachment) throws UnreadableReportException {
        if (attachment.length > bounds.packedBytes()) {
            throw new UnreadableReportException(ReportFault.TOO_LARGE, attachment.length + " bytes");
        }
        byte[] octets = attachment;
        try {
            if (startsWith(attachment, 0x1f, 0x8b)) {
                octets = read(new GZIPInputStream(new ByteArrayInputStream(attachment)), attachment.length);
            } else if (startsWith(attachment, 'P', 'K')) {
                octets = firstFile(attachment);
            }
        } catch (IOException e) {
            throw new UnreadableReportException(ReportFault.NOT_UNPACKED, String.valueOf(e.getMessage()));
        }
        return new Plain(kind(octets), octets);
    }

    private byte[] firstFile(byte... archive) throws IOException, UnreadableReportException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            ZipEntry entry = zip.getNextEntry();
            for (int i = 0; entry != null && i < bounds.entries(); i++) {
                budget.check();
                if (!entry.isDirectory()) {
                    return read(zip, archive.length);
                }
                entry = zip.getNextEntry();
            }
        } catch (IllegalArgumentException e) {
            throw new UnreadableReportException(ReportFault.NOT_UNPACKED, "a name in the archive is no text");
        }
        throw new UnreadableReportException(ReportFault.NOT_UNPACKED, "no file in the archive");
    }

    private byte[] read(InputStream in, long packed) throws IOException, UnreadableReportException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(CHUNK);
        byte[] chunk = new byte[CHUNK];
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            budget.check();
            long size = (long) octets.size() + read;
            boolean tight = size > RATIO_FROM && size > packed * bounds.ratio();
            if (tight || size > bounds.unpackedBytes()) {
                throw new UnreadableReportException(
                        ReportFault.TOO_LARGE, packed + " bytes unpack to more than " + octets.size());
            }
            octets.write(chunk, 0, read);
        }
        return octets.toByteArray();
    }

    private static Kind kind(byte... octets) throws UnreadableReportException {
        int i = startsWith(octets, 0xef, 0xbb, 0xbf) ? 3 : 0;
        while (i < octets.length && (octets[i] == ' ' || octets[i] == '\t' || octets[i] == '\r' || octets[i] == '\n')) {
            i++;
        }
        if (i < octets.length && octets[i] == '<') {
            return Kind.DMARC;
        }
        if (i < octets.length && octets[i] == '{') {
            return Kind.TLS;
        }
        throw new UnreadableReportException(ReportFault.MALFORMED, "neither XML nor JSON");
    }

    private static boolean startsWith(byte[] octets, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (octets.length <= i || (octets[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
