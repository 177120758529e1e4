package org.ecluse.mail;

/** What opening a file showed about it (R2.4); each has a symbol of its own. */
public enum FileTrait {
    /** Its content cannot be read without a password. */
    ENCRYPTED("ATTACHMENT_ENCRYPTED"),
    /** It holds more, deeper or slower than one message may cost. */
    OVER_BUDGET("ATTACHMENT_OVER_BUDGET"),
    /** A container that could not be opened as a whole: damaged, incomplete or packed in a way that is not known here. */
    UNREADABLE("ATTACHMENT_UNREADABLE"),
    /** A container that programs read differently: two names for one file, a file without a name, a link that leads out of it. */
    CONTRADICTORY("ATTACHMENT_CONTRADICTORY"),
    /** An office document with macros, those of Excel 4 included. */
    MACRO("DOCUMENT_MACRO"),
    /** Macros that start when the document is opened or closed. */
    AUTOSTART("DOCUMENT_MACRO_AUTOSTART"),
    /** A document that loads a template, a frame or an object from elsewhere when it is opened. */
    EXTERNAL("DOCUMENT_EXTERNAL"),
    /** A document that asks another program for data (DDE). */
    DDE("DOCUMENT_DDE"),
    /** Script in a PDF: forms have it too. */
    FORM_SCRIPT("DOCUMENT_PDF_SCRIPT"),
    /** Script in a page or an image. */
    SCRIPT("DOCUMENT_SCRIPT"),
    /** A PDF that starts a program. */
    LAUNCH("DOCUMENT_LAUNCH"),
    /** A document with another file in it. */
    EMBEDDED("DOCUMENT_EMBEDDED_FILE");

    private final String symbol;

    FileTrait(String symbol) {
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol;
    }
}
