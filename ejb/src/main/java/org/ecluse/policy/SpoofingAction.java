package org.ecluse.policy;

/** What happens to outside mail that shows one of the customer's own domains (R1.12). */
public enum SpoofingAction {
    OFF,
    REJECT,
    THREAT_QUARANTINE
}
