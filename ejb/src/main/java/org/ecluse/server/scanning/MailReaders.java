package org.ecluse.server.scanning;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.ecluse.mail.MailReader;
import org.ecluse.settings.ServerSettings;
import org.ecluse.unpack.ArchiveProgram;
import org.ecluse.unpack.MemoryGate;
import org.ecluse.unpack.UnpackLimits;
import org.ecluse.unpack.Unpacker;

/** Makes the one reader of mail of this server, which looks into files. */
@ApplicationScoped
public class MailReaders {
    @Produces
    @Singleton
    MailReader reader(ServerSettings settings) {
        ArchiveProgram program = settings.scan()
                .archiveProgram()
                .<ArchiveProgram>map(Bsdtar::new)
                .orElse(ArchiveProgram.NONE);
        MemoryGate gate = MemoryGate.ofHeap(Runtime.getRuntime().maxMemory());
        return new MailReader(() -> new Unpacker(UnpackLimits.DEFAULT, program, gate));
    }
}
