package org.ecluse.unpack;

import java.time.Duration;

/**
 * What opening the files of one message may cost.
 *
 * @param time for all of them
 * @param bytes of all files inside together
 * @param entries files inside, at any depth
 * @param depth of files within files
 * @param ratio how many times the size of a part its content may have, once it is larger than {@code ratioFromBytes}
 * @param fileBytes largest file that is kept in memory to be opened
 * @param textBytes characters of texts inside that are kept
 */
public record UnpackLimits(
        Duration time,
        long bytes,
        long entries,
        int depth,
        int ratio,
        long ratioFromBytes,
        long fileBytes,
        int textBytes) {
    /** A message of the usual largest size that is one archive fits; the bombs of the trade do not. 256 MB of heap are enough for it. */
    public static final UnpackLimits DEFAULT =
            new UnpackLimits(Duration.ofSeconds(6), 160L << 20, 10_000, 32, 200, 32L << 20, 32L << 20, 2_000_000);
}
