package org.ecluse.filter.spam;

/** GTUBE, the generic test string that every filter must take for spam. */
final class TestStringRule implements SpamRule {
    // In two halves, so that mail with our own sources is not taken for it.
    private static final String GTUBE =
            "XJS*C4JDBQADN1.NSBN3*2IDNEN*".concat("GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X");

    @Override
    public void examine(SpamView view, SpamNotes notes) {
        boolean seen = view.plainText().contains(GTUBE)
                || view.subject().contains(GTUBE)
                || view.pages().stream().anyMatch(page -> page.text().contains(GTUBE));
        notes.addIf(seen, "GTUBE", "");
    }
}
