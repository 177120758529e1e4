package org.ecluse.server.tracking;

import java.util.Arrays;
import java.util.Optional;
import org.ecluse.server.access.Role;

/**
 * What a {@link EventKind#VIEWED} event says of a look into somebody's mail (B14): what was seen, and in which role.
 *
 * @param role empty: the recipient's own look, or an old event that does not tell
 */
public record Look(Subject subject, Optional<Role> role) {
    /** What was seen. */
    public enum Subject {
        /** The message itself. */
        CONTENT("content"),
        /** Its subject, addresses, findings and timeline. */
        DETAILS("details");

        private final String word;

        Subject(String word) {
            this.word = word;
        }
    }

    /** As it stands in the event. */
    public String detail() {
        return subject.word + role.map(known -> " " + known.name()).orElse("");
    }

    /** Reads {@link #detail()}; empty if it is none. */
    public static Optional<Look> parse(String detail) {
        int blank = detail.indexOf(' ');
        String word = blank < 0 ? detail : detail.substring(0, blank);
        String role = blank < 0 ? "" : detail.substring(blank + 1);
        return Arrays.stream(Subject.values())
                .filter(subject -> subject.word.equals(word))
                .findFirst()
                .map(subject -> new Look(
                        subject,
                        Arrays.stream(Role.values())
                                .filter(known -> known.name().equals(role))
                                .findFirst()));
    }
}
