package org.ecluse.lists;

import java.time.LocalDate;
import java.util.Optional;
import org.ecluse.policy.ListEntry.Colour;

/**
 * A line of a list file, as it was written: nothing in it is checked but its date.
 *
 * @param number of the line's record in the file, from 1; 0 in a file to be written
 * @param sender address or domain
 * @param lastDay last day on which it counts; empty: no end
 * @param faulty it names a last day that cannot be read
 */
public record ListFileLine(
        long number, Colour colour, String sender, String note, Optional<LocalDate> lastDay, boolean faulty) {
    public static ListFileLine of(Colour colour, String sender, String note, Optional<LocalDate> lastDay) {
        return new ListFileLine(0, colour, sender, note, lastDay, false);
    }
}
