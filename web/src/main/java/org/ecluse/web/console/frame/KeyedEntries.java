package org.ecluse.web.console.frame;

import org.ecluse.server.quarantine.QuarantineEntry;

/** Held copies by their public id, so that rows can be chosen across pages. */
public class KeyedEntries extends PagedModel<QuarantineEntry> {
    private static final long serialVersionUID = 1L;

    public KeyedEntries(Source<QuarantineEntry> source) {
        super(source);
    }

    @Override
    public String getRowKey(QuarantineEntry entry) {
        return entry.copyId();
    }

    @Override
    public QuarantineEntry getRowData(String copyId) {
        return getWrappedData().stream()
                .filter(entry -> entry.copyId().equals(copyId))
                .findFirst()
                .orElse(null);
    }
}
