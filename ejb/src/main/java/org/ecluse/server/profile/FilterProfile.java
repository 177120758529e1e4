package org.ecluse.server.profile;

import java.util.Optional;
import org.ecluse.policy.FilterLevel;

/**
 * How a user's mail is filtered now.
 *
 * @param level the one that counts
 * @param usual the customer's, for who chose none
 * @param mayBeLooser whether the customer allows a looser level than {@code usual}
 * @param chosen the user's own choice, which does not count if the customer does not allow it any more
 */
public record FilterProfile(FilterLevel level, FilterLevel usual, boolean mayBeLooser, Optional<FilterLevel> chosen) {
    /** Whether the user may choose this one: stricter always, looser if the customer allows it. */
    public boolean allows(FilterLevel wanted) {
        return mayBeLooser || wanted.compareTo(usual) <= 0;
    }
}
