package org.ecluse.server.policy;

import java.time.Instant;
import java.util.Optional;
import org.ecluse.policy.FilterPolicy;

/**
 * A published version of a policy.
 *
 * @param number 0 is the shipped default, which nobody published
 * @param domain whose policy it is; empty: the customer's
 */
public record PolicyRevision(
        long number, Optional<String> domain, FilterPolicy policy, String author, Instant publishedAt) {}
