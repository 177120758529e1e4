package org.ecluse.filter.authentication.spf;

import java.util.Optional;
import java.util.OptionalInt;
import org.ecluse.filter.SenderFacts.SpfResult;

/**
 * What check_host found.
 *
 * @param domain that was checked
 * @param passedBits after a pass, the prefix length of the network through which the client passed; 0 for {@code all}
 * @param explanation of the domain's owner for a fail: untrusted text from the DNS, ASCII (RFC 7208 section 6.2)
 */
public record SpfOutcome(SpfResult result, String domain, OptionalInt passedBits, Optional<String> explanation) {}
