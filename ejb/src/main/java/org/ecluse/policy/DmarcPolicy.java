package org.ecluse.policy;

import java.util.Set;

/**
 * What a failed DMARC check leads to (R1.11).
 *
 * @param mode how far the domain owner's request is followed
 * @param trustedSealers domains, lower-case A-labels, whose ARC seal may vouch for mail that they changed
 */
public record DmarcPolicy(Mode mode, Set<String> trustedSealers) {
    public static final DmarcPolicy DEFAULT = new DmarcPolicy(Mode.QUARANTINE, Set.of());

    /** How far the domain owner's request is followed. */
    public enum Mode {
        /** It only weighs in the score. */
        SCORE,
        /** {@code quarantine} and {@code reject} both hold the copy. */
        QUARANTINE,
        /** {@code reject} is refused, {@code quarantine} is held. */
        HONOUR
    }

    public DmarcPolicy {
        trustedSealers = Set.copyOf(trustedSealers);
    }
}
