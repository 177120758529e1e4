package org.ecluse.filter.phishing;

import java.util.Optional;
import java.util.Set;
import org.ecluse.mail.FreeMail;
import org.ecluse.verdict.Finding;

/** Mail that a firm of the list proves to be its own: from no address that others could have. */
final class WellKnown {
    private static final String SYMBOL = "SENDER_WELL_KNOWN";

    /** Domains of firms where customers have mailboxes, groups or servers of their own. */
    private static final Set<String> SHARED = Set.of(
            "onmicrosoft.com",
            "googlegroups.com",
            "withgoogle.com",
            "atlassian.net",
            "shopifyemail.com",
            "dropboxusercontent.com",
            "githubusercontent.com",
            "t-online.de",
            "att.net",
            "comcast.net",
            "verizon.net",
            "bluewin.ch",
            "bbox.fr",
            "proxad.net",
            "ovh.net",
            "kimsufi.com",
            "gandi.net",
            "infomaniak.ch");

    private WellKnown() {}

    static Optional<Finding> of(PhishingView view, BrandList brands) {
        String domain = view.fromDomain();
        boolean own = brands.owns(domain)
                && view.from().filter(from -> !FreeMail.isFree(from.domain())).isPresent()
                && SHARED.stream().noneMatch(shared -> domain.equals(shared) || domain.endsWith("." + shared));
        return own && view.isProven() ? Optional.of(Finding.of(SYMBOL, domain)) : Optional.empty();
    }
}
