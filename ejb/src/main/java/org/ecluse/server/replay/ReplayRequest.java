package org.ecluse.server.replay;

import java.util.Optional;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.PageRequest;

/**
 * On which mail a draft is tried.
 *
 * @param days back from now, 1 to {@value #MOST_DAYS}
 * @param limit how many differences are listed at once, 1 to {@link PageRequest#LARGEST}
 * @param after where the page before this one ended, as its result says
 */
public record ReplayRequest(int days, int limit, Optional<String> after) {
    public static final int MOST_DAYS = 31;

    /** @throws InvalidInputException out of the ranges above */
    public ReplayRequest {
        if (days < 1 || days > MOST_DAYS) {
            throw new InvalidInputException("days", "error.replay.days");
        }
        if (limit < 1 || limit > PageRequest.LARGEST) {
            throw new InvalidInputException("limit", "error.page.limit");
        }
    }
}
