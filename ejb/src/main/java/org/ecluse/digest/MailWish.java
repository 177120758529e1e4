package org.ecluse.digest;

/** What somebody who writes to the quarantine address wants; the subject says it (R3.3, R3.4). */
public enum MailWish {
    SUBSCRIBE("*"),
    REPORT_NOW("!"),
    /** Asked for by {@code ?}, and given to everything else. */
    EXPLAIN("?"),
    /** What an answer to a report asks for; its text says it, not its subject. */
    ACT("\n");

    private final String subject;

    MailWish(String subject) {
        this.subject = subject;
    }

    /** @param subject decoded */
    public static MailWish of(String subject) {
        String given = subject.strip();
        for (MailWish wish : values()) {
            if (wish.subject.equals(given)) {
                return wish;
            }
        }
        return EXPLAIN;
    }
}
