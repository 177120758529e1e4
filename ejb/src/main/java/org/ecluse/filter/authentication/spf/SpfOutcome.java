package org.ecluse.filter.authentication.spf;

import java.util.Optional;
import org.ecluse.filter.SenderFacts.SpfResult;

/**
 * What check_host found.
 *
 * @param domain that was checked
 * @param explanation of the domain's owner for a fail: untrusted text from the DNS, ASCII (RFC 7208 section 6.2)
 */
public record SpfOutcome(SpfResult result, String domain, Optional<String> explanation) {}
