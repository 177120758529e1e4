package org.ecluse.server.replay;

import java.time.Instant;
import java.util.Optional;

/**
 * Whose mail a draft would decide.
 *
 * @param domainId empty: all of the customer's domains that have no policy of their own
 * @param domain its name, empty likewise
 * @param from the oldest that counts
 */
record ReplayScope(long customerId, Optional<Long> domainId, Optional<String> domain, Instant from) {}
