package org.ecluse.filter.phishing;

/**
 * A sign of phishing: what it speaks of and how loudly. One alone never proves anything.
 *
 * @param symbol of its finding
 * @param strength for a multiplier of 1
 */
enum PhishingSign {
    NAME_BRAND("PHISH_NAME_BRAND", Side.CLAIM, 3),
    SUBJECT_BRAND("PHISH_SUBJECT_BRAND", Side.CLAIM, 1),
    SENDER_LOOKALIKE("PHISH_SENDER_LOOKALIKE", Side.CLAIM, 4),
    SENDER_LOOKALIKE_OWN("PHISH_SENDER_LOOKALIKE_OWN", Side.CLAIM, 4),
    SENDER_HOLDS_NAME("PHISH_SENDER_HOLDS_NAME", Side.CLAIM, 2),
    SENDER_ALPHABETS("PHISH_SENDER_ALPHABETS", Side.CLAIM, 3),
    SENDER_FREE("PHISH_SENDER_FREE", Side.CLAIM, 1),
    NAME_OWN_DOMAIN("PHISH_NAME_OWN_DOMAIN", Side.CLAIM, 3),
    NAME_OWN_PERSON("PHISH_NAME_OWN_PERSON", Side.CLAIM, 3),
    NAME_OTHER_ADDRESS("PHISH_NAME_OTHER_ADDRESS", Side.CLAIM, 2),
    NAME_HELPDESK("PHISH_NAME_HELPDESK", Side.CLAIM, 2),
    ORDER_FROM_FREE("PHISH_ORDER_FROM_FREE", Side.CLAIM, 4),
    PAYMENT_REROUTED("PHISH_PAYMENT_REROUTED", Side.CLAIM, 3),
    BRAND_FORGED("PHISH_BRAND_FORGED", Side.CLAIM, 3),
    OWN_FORGED("PHISH_OWN_FORGED", Side.CLAIM, 3),
    LINK_LOOKALIKE("PHISH_LINK_LOOKALIKE", Side.TARGET, 4),
    LINK_LOOKALIKE_OWN("PHISH_LINK_LOOKALIKE_OWN", Side.TARGET, 4),
    LINK_HOLDS_NAME("PHISH_LINK_HOLDS_NAME", Side.TARGET, 2),
    LINK_ALPHABETS("PHISH_LINK_ALPHABETS", Side.TARGET, 3),
    LINK_TEXT_BRAND("PHISH_LINK_TEXT_BRAND", Side.TARGET, 4),
    LINK_TEXT_LIES("PHISH_LINK_TEXT_LIES", Side.TARGET, 2),
    LINK_DOUBTFUL("PHISH_LINK_DOUBTFUL", Side.TARGET, 2),
    LINK_NAMES_RECIPIENT("PHISH_LINK_NAMES_RECIPIENT", Side.TARGET, 1),
    LINK_NOT_BRAND("PHISH_LINK_NOT_BRAND", Side.TARGET, 1),
    FORM_ATTACHED("PHISH_FORM_ATTACHED", Side.TARGET, 4),
    SCRIPT_ATTACHED("PHISH_SCRIPT_ATTACHED", Side.TARGET, 3),
    FORM_INSIDE("PHISH_FORM_INSIDE", Side.TARGET, 3),
    REPLY_ELSEWHERE("PHISH_REPLY_ELSEWHERE", Side.TARGET, 1),
    REPLY_LOOKALIKE("PHISH_REPLY_LOOKALIKE", Side.TARGET, 4),
    QR_LINK("PHISH_QR_LINK", Side.TARGET, 1),
    QR_ONLY("PHISH_QR_ONLY", Side.TARGET, 2),
    LURE("PHISH_LURE", Side.LURE, 1),
    PRIZE("PHISH_PRIZE", Side.LURE, 1),
    MONEY_ORDER("PHISH_MONEY_ORDER", Side.LURE, 1),
    TEXT_NAMES_RECIPIENT("PHISH_TEXT_NAMES_RECIPIENT", Side.LURE, 1);

    /** What a sign speaks of. */
    enum Side {
        /** Whom the message pretends to come from. */
        CLAIM,
        /** Where it leads, or what it brings, to take what it is after. */
        TARGET,
        /** What its words want. */
        LURE
    }

    private final String symbol;
    private final Side side;
    private final double strength;

    PhishingSign(String symbol, Side side, double strength) {
        this.symbol = symbol;
        this.side = side;
        this.strength = strength;
    }

    String symbol() {
        return symbol;
    }

    Side side() {
        return side;
    }

    double strength() {
        return strength;
    }
}
