package org.ecluse.policy;

import java.util.Set;

/**
 * What an administrator adds to the search for phishing (R2.6). That phishing is held for administrators is no setting.
 *
 * @param protectedNames people whose name outsiders are not to borrow, as written, beside those that the listed addresses tell
 * @param protectedDomains partners' domains, lower-case A-labels, whose look-alikes are looked for as for the own ones
 * @param trustedDomains domains, likewise, whose proven mail is never taken for phishing
 */
public record PhishingPolicy(Set<String> protectedNames, Set<String> protectedDomains, Set<String> trustedDomains) {
    private static final int MOST = 500;

    public static final PhishingPolicy DEFAULT = new PhishingPolicy(Set.of(), Set.of(), Set.of());

    public PhishingPolicy {
        protectedNames = bounded(protectedNames);
        protectedDomains = bounded(protectedDomains);
        trustedDomains = bounded(trustedDomains);
    }

    private static Set<String> bounded(Set<String> values) {
        if (values.size() > MOST) {
            throw new IllegalArgumentException("at most " + MOST + " names or domains, not " + values.size());
        }
        return Set.copyOf(values);
    }
}
