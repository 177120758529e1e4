package org.ecluse.unpack;

import java.util.List;
import org.ecluse.mail.Budget;
import org.ecluse.mail.FileOpener;
import org.ecluse.mail.MailPart;

/** Opens the files of one message, all of them within one {@link UnpackLimits}; a file that does not fit is over budget, never clean. */
public final class Unpacker implements FileOpener {
    /** A longer message may have attachments that take much memory before they are opened. */
    private static final long LIGHT_BYTES = 4L << 20;

    private final UnpackLimits limits;
    private final ArchiveProgram program;
    private final MemoryGate.Place place;
    private Ledger ledger;

    /**
     * @param program for what our own formats cannot unpack
     * @param gate of all unpackers of the server
     */
    public Unpacker(UnpackLimits limits, ArchiveProgram program, MemoryGate gate) {
        this.place = gate.place();
        this.limits = limits;
        this.program = program;
    }

    @Override
    public boolean wants(byte[] prefix, int length, boolean attachment) {
        return attachment || Formats.isFile(new Octets(prefix, 0, length));
    }

    @Override
    public long largestBytes() {
        return limits.fileBytes();
    }

    @Override
    public void expect(long messageBytes) {
        if (messageBytes > LIGHT_BYTES) {
            place.take();
        }
    }

    @Override
    public void close() {
        place.close();
    }

    @Override
    public Opened open(MailPart part, byte[] content, int length) {
        if (ledger == null) {
            // The clock runs from the first file on: reading the message has a budget of its own.
            ledger = new Ledger(limits, Budget.of(limits.time(), limits.bytes(), limits.entries()), program, place);
        }
        return new NestedOpener(ledger, List.of()).open(part, content, length);
    }
}
