package org.ecluse.server.account;

import java.time.Instant;
import java.util.Optional;
import org.ecluse.policy.ListEntry.Colour;

/**
 * A line that a user wants on a list, as it was written; {@link UserLists} checks it.
 *
 * @param sender address, or domain with or without {@code @}
 */
public record ListWish(Colour colour, String sender, String note, Optional<Instant> expiresAt) {}
