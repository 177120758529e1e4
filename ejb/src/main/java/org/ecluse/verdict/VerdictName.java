package org.ecluse.verdict;

/** What a copy is called, in the order in which names win when several apply (design section 2); CLEAN is the last. */
public enum VerdictName {
    VIRUS("VIRUS"),
    PHISHING("PHISHING"),
    RED_LIST("LISTE ROUGE"),
    SPOOFED("USURPATION"),
    /** Refused for its form: a routing loop, or headers that the policy does not accept (R1.10). */
    PROTOCOL("PROTOCOLE"),
    /** At or above the destruction threshold (R2.1). */
    SPAM_DESTROYED("SPAM.D"),
    /** An attachment meets a configured criterion (R2.4). */
    CONTENT("Contenu"),
    /** Larger than the configured size (R2.3). */
    SIZE("Taille"),
    /** From the quarantine threshold to below the destruction threshold (R2.1). */
    SPAM_QUARANTINED("SPAM.A"),
    /** Advertising, newsletters, social-network notices (R2.2). */
    PNS("PNS"),
    /** Could not be checked; waits to be scanned again (B8). */
    UNCHECKED("UNCHECKED"),
    /** Refused in the grey zone (R1.4). */
    GREY("SPAM.R"),
    CLEAN("CLEAN");

    private final String label;

    VerdictName(String label) {
        this.label = label;
    }

    /** The word of the source documents, as tracking shows it: {@code SPAM.A}, {@code Taille} … */
    public String label() {
        return label;
    }
}
