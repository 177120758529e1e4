package org.ecluse.quarantine;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.ecluse.verdict.VerdictName;

/** Who may release a held copy: the last column of the table "What happens to a copy" (decisions; R2.4, R2.6, R3.5). */
public final class ReleaseRule {
    private static final Set<VerdictName> NOBODY =
            EnumSet.of(VerdictName.VIRUS, VerdictName.RED_LIST, VerdictName.SPAM_DESTROYED);
    private static final Set<VerdictName> USERS =
            EnumSet.of(VerdictName.SIZE, VerdictName.SPAM_QUARANTINED, VerdictName.PNS, VerdictName.CLEAN);

    private ReleaseRule() {}

    /**
     * The least capacity that may release, or empty if nobody may. A verdict that the table does not name is the administrators'.
     *
     * @param threat the copy is held in the threat quarantine
     * @param usersReleaseContent the customer's policy lets users release {@code Contenu}
     */
    public static Optional<Releaser> least(VerdictName verdict, boolean threat, boolean usersReleaseContent) {
        if (NOBODY.contains(verdict)) {
            return Optional.empty();
        }
        if (threat) {
            return Optional.of(Releaser.ADMINISTRATOR);
        }
        if (verdict == VerdictName.CONTENT) {
            return Optional.of(usersReleaseContent ? Releaser.USER : Releaser.QUARANTINE_MANAGER);
        }
        return Optional.of(USERS.contains(verdict) ? Releaser.USER : Releaser.ADMINISTRATOR);
    }

    public static boolean allows(Releaser who, VerdictName verdict, boolean threat, boolean usersReleaseContent) {
        return least(verdict, threat, usersReleaseContent)
                .filter(least -> who.compareTo(least) >= 0)
                .isPresent();
    }
}
