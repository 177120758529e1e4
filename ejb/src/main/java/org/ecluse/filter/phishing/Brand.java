package org.ecluse.filter.phishing;

import java.util.List;
import org.ecluse.mail.RegistrableDomain;
import org.ecluse.reading.WebPlaces;

/**
 * A name that phishing borrows.
 *
 * @param domains all that the owner sends and links from; the label of the first is what others imitate
 * @param openDomains the owner's too, but what stands there is everybody's
 * @param names plain words, without accents
 * @param commonNames names that are also common words
 */
record Brand(List<String> domains, List<String> openDomains, List<String> names, List<String> commonNames) {
    private static final int COUNTRY_ENDING = 3; // the dot and two letters

    Brand {
        if (domains.isEmpty() || names.isEmpty() && commonNames.isEmpty()) {
            throw new IllegalArgumentException("a brand needs a domain and a name: " + domains + names);
        }
    }

    /** Whether a host is the owner's own. */
    boolean owns(String host) {
        return isIn(host, domains);
    }

    /** Whether a host is the owner's, own content or others'. */
    boolean hosts(String host) {
        return owns(host) || isIn(host, openDomains);
    }

    /** The label by which people know its domain. */
    String label() {
        String first = domains.get(0);
        return first.substring(0, first.indexOf('.'));
    }

    /** Whether a host is, or may well be, the owner's: its name right below another ending that countries use. */
    boolean mayHost(String host) {
        if (hosts(host)) {
            return true;
        }
        if (!host.contains(label() + ".")) {
            return false; // the common case, before the costly one
        }
        String registered = RegistrableDomain.of(host);
        int dot = registered.indexOf('.');
        return dot > 0
                && registered.substring(0, dot).equals(label())
                && registered.length() - registered.lastIndexOf('.') == COUNTRY_ENDING
                && !WebPlaces.isUnderDoubtfulEnding(registered)
                && !WebPlaces.isUnderCheapEnding(registered);
    }

    String shownName() {
        return names.isEmpty() ? commonNames.get(0) : names.get(0);
    }

    /** True if its name says nothing where it stands among other words. */
    boolean isCommonWord() {
        return names.isEmpty() || commonNames.contains(label());
    }

    private static boolean isIn(String host, List<String> domains) {
        return domains.stream().anyMatch(domain -> host.equals(domain) || host.endsWith("." + domain));
    }
}
