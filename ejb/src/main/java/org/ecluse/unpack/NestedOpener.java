package org.ecluse.unpack;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ecluse.mail.FileOpener;
import org.ecluse.mail.FileTrait;
import org.ecluse.mail.MailPart;

/** Opens the files of a mail at one place in the nesting. */
record NestedOpener(Ledger ledger, List<String> within) implements FileOpener {
    @Override
    public boolean wants(byte[] prefix, int length, boolean attachment) {
        return attachment || Formats.isFile(new Octets(prefix, 0, length));
    }

    @Override
    public long largestBytes() {
        return ledger.limits().fileBytes();
    }

    @Override
    public Opened open(MailPart part, byte[] content, int length) {
        List<MailPart> found = new ArrayList<>();
        Set<FileTrait> traits = ledger.open(part.names(), within, new Octets(content, 0, length), found);
        return new Opened(traits, found);
    }
}
