package org.ecluse.testkit;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ecluse.mail.FileOpener;
import org.ecluse.mail.MailPart;
import org.ecluse.mail.MailReader;
import org.ecluse.unpack.ArchiveProgram;
import org.ecluse.unpack.MemoryGate;
import org.ecluse.unpack.UnpackLimits;
import org.ecluse.unpack.Unpacker;

/** A file that is opened as an attachment would be. */
public final class UnpackedFile {
    private static final MemoryGate GATE = new MemoryGate(1);

    private UnpackedFile() {}

    public static FileOpener.Opened open(String name, byte[] content) {
        return open(name, content, UnpackLimits.DEFAULT);
    }

    public static FileOpener.Opened open(String name, byte[] content, UnpackLimits limits) {
        return open(name, content, limits, ArchiveProgram.NONE);
    }

    /** Reads mail and looks into files, without a program beside it. */
    public static MailReader reader() {
        return new MailReader(() -> new Unpacker(UnpackLimits.DEFAULT, ArchiveProgram.NONE, GATE));
    }

    public static FileOpener.Opened open(String name, byte[] content, UnpackLimits limits, ArchiveProgram program) {
        MailPart part = new MailPart(
                "application/octet-stream",
                "application/octet-stream",
                Optional.of(name),
                List.of(name),
                true,
                Optional.empty(),
                "",
                content.length,
                "",
                Set.of(),
                List.of());
        return new Unpacker(limits, program, new MemoryGate(1)).open(part, content, content.length);
    }
}
