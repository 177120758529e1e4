package org.ecluse.unpack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.hmef.Attachment;
import org.apache.poi.hmef.HMEFMessage;

/** winmail.dat of Outlook (MS-OXTNEF). */
final class TnefFormat implements FileFormat {
    @Override
    public boolean matches(Octets file) {
        return file.u32(0) == 0x223e9f78L;
    }

    @Override
    public void open(Octets file, Inside inside) throws IOException {
        HMEFMessage message = new HMEFMessage(file.stream());
        for (Attachment attachment : message.getAttachments()) {
            List<String> names = new ArrayList<>();
            for (String name : new String[] {attachment.getLongFilename(), attachment.getFilename()}) {
                if (name != null && !name.isBlank()) {
                    names.add(name);
                }
            }
            inside.file(names.isEmpty() ? List.of("attachment") : names, Octets.of(attachment.getContents()));
        }
    }
}
