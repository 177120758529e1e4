package org.ecluse.server.account;

import java.util.List;

/**
 * What became of the lines of a file.
 *
 * @param present how many were on the list before
 */
public record ListImport(int added, int present, List<Refused> refused) {
    public ListImport {
        refused = List.copyOf(refused);
    }

    /**
     * A line that was left out.
     *
     * @param number of the line in the file, from 1
     * @param sender as it was written
     * @param textKey key of the reason in {@code console_*.properties}
     */
    public record Refused(long number, String sender, String textKey) {}
}
