package org.ecluse.filter.reputation;

import java.time.Duration;

/**
 * When a client is listed, and what bounds each source of evidence.
 *
 * @param halfLife after which evidence weighs half
 * @param listAt points at which a client is listed; it leaves the list at half of them
 * @param refuseAt points from which on it is refused, until half of them; at least {@code listAt}
 * @param sourceBad most points that one source adds
 */
public record ReputationRules(Duration halfLife, double listAt, double refuseAt, double sourceBad) {
    /** Of a whole network: four clients must have brought all they can, and it is never refused as a whole. */
    private static final int CLIENTS_OF_NETWORK = 4;

    private static final int MOST_REFUSALS = 8;
    private static final int GOOD_FOR_BAD = 4;

    public ReputationRules {
        if (halfLife.isNegative() || halfLife.isZero() || listAt <= 0 || refuseAt < listAt || sourceBad <= 0) {
            throw new IllegalArgumentException(halfLife + ", " + listAt + ", " + refuseAt + ", " + sourceBad);
        }
    }

    /**
     * For single clients, where a source is a customer.
     *
     * @param alone there is one customer only: nobody else to protect from what it sees
     */
    public static ReputationRules ofClient(Duration halfLife, double listAt, double refuseAt, boolean alone) {
        return new ReputationRules(halfLife, listAt, refuseAt, alone ? MOST_REFUSALS * refuseAt : refuseAt / 2);
    }

    /** For networks, where a source is a client. */
    public static ReputationRules ofNetwork(Duration halfLife, double listAt) {
        return new ReputationRules(halfLife, CLIENTS_OF_NETWORK * listAt, Double.MAX_VALUE, listAt);
    }

    /** Good points of one source that count: enough to make up for its own bad ones, never for everybody's. */
    double sourceGood() {
        return GOOD_FOR_BAD * sourceBad;
    }

    /** Nobody is refused for protocol faults alone. */
    double protocolBad() {
        return Math.min(sourceBad, refuseAt / 2);
    }
}
