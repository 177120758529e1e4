package org.ecluse.filter.reports;

/**
 * What a report that somebody sends us may cost.
 *
 * @param packedBytes of one attachment as it is in the mail, decoded
 * @param unpackedBytes of the XML or JSON
 * @param ratio unpacked to packed bytes, for what is over a megabyte
 * @param entries of an archive that are looked at
 * @param rows of one report
 */
public record ReportBounds(long packedBytes, long unpackedBytes, int ratio, int entries, int rows) {
    /** The largest reports of large providers have some ten thousand rows; XML of this kind packs to a fiftieth. */
    public static final ReportBounds USUAL = new ReportBounds(10L << 20, 40L << 20, 200, 20, 20_000);
}
