package org.ecluse.policy;

/**
 * Points at which a copy is tagged, quarantined and destroyed (R2.1, R2.7); 20 points equal one point of the usual 5.0 scale.
 */
public record Thresholds(double tag, double quarantine, double destroy) {
    /** Below this the console warns when it becomes the destruction threshold (R2.1). */
    public static final double DESTROY_WARNING = 400;

    public static final Thresholds DEFAULT = new Thresholds(90, 100, 500);

    public Thresholds {
        if (!(tag > 0 && tag <= quarantine && quarantine < destroy && destroy <= 100_000)) {
            throw new IllegalArgumentException("thresholds must satisfy 0 < tag <= quarantine < destroy <= 100000, not "
                    + tag + ", " + quarantine + ", " + destroy);
        }
    }
}
