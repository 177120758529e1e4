package org.ecluse.server.directory;

import java.util.Optional;
import org.ecluse.policy.FilterLevel;

/**
 * An address that a customer listed for its domain.
 *
 * @param address address key
 * @param aliasOf address key whose policy and quarantine count
 * @param level the recipient's own; empty: the policy's
 */
public record ListedAddress(long id, String address, Optional<String> aliasOf, Optional<FilterLevel> level) {}
