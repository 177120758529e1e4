package org.ecluse.filter.spam;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.RegistrableDomain;
import org.ecluse.reading.Link;
import org.ecluse.reading.WebPlaces;

/** Where links lead, and whether they say so. */
final class LinkRule implements SpamRule {
    @Override
    public void examine(SpamView view, SpamNotes notes) {
        Set<String> domains = new HashSet<>();
        Set<String> hosts = new HashSet<>();
        for (Link link : view.links()) {
            view.mail().budget().check();
            if (link.isWeb()) {
                if (hosts.add(link.host())) { // a mail's links mostly share few hosts
                    String registered = RegistrableDomain.of(link.host());
                    domains.add(registered);
                    host(link.host(), registered, notes);
                }
                disguise(link, view, notes);
            } else {
                notes.addIf(startsWith(link.target(), "javascript:"), "LINK_SCRIPT", link.target());
                notes.addIf(startsWith(link.target(), "data:"), "LINK_DATA", "");
            }
        }
        if (!domains.isEmpty()) {
            boolean foreign = view.from()
                    .map(EmailAddress::domain)
                    .map(domain -> RegistrableDomain.of(domain.value()))
                    .filter(domains::contains)
                    .isEmpty();
            notes.addIf(foreign, "LINK_ALL_FOREIGN", domains.size() + " domains");
            notes.addIf(
                    foreign && domains.size() == 1,
                    "LINK_ONE_FOREIGN",
                    domains.iterator().next());
        }
    }

    private static void host(String host, String registered, SpamNotes notes) {
        notes.addIf(WebPlaces.isAddress(host), "LINK_IP_HOST", host);
        notes.addIf(WebPlaces.isShortener(host), "LINK_SHORTENER", host);
        notes.addIf(WebPlaces.isFreeHost(host), "LINK_FREE_HOST", host);
        notes.addIf(WebPlaces.isUnderDoubtfulEnding(host), "LINK_DOUBTFUL_TLD", host);
        notes.addIf(WebPlaces.isUnderCheapEnding(host), "LINK_CHEAP_TLD", host);
        notes.addIf(host.contains("xn--"), "LINK_PUNYCODE", host);
        notes.addIf(ScriptMix.isMixed(host), "LINK_MIXED_SCRIPT", host);
        notes.addIf(
                registered.chars().filter(Character::isDigit).count() >= 4 && !WebPlaces.isAddress(host),
                "LINK_DIGIT_HOST",
                host);
        notes.addIf(registered.chars().filter(c -> c == '-').count() >= 2, "LINK_HYPHEN_HOST", host);
        boolean hex = host.contains("%");
        notes.addIf(hex, "LINK_ESCAPED_HOST", host);
    }

    private static void disguise(Link link, SpamView view, SpamNotes notes) {
        Link shown = Link.of(link.text().strip(), "");
        if (shown.isWeb()
                && shown.host().indexOf('.') > 0
                && !link.text().contains(" ")
                && !RegistrableDomain.aligned(shown.host(), link.host())) {
            notes.add("LINK_TEXT_LIES", shown.host() + " → " + link.host());
        }
        notes.addIf(!link.userPart().isEmpty(), "LINK_HIDES_HOST", link.target());
        boolean oddPort = !link.port().isEmpty() && !Set.of("80", "443").contains(link.port());
        notes.addIf(oddPort, "LINK_ODD_PORT", link.host() + ":" + link.port());
        String path = link.path().toLowerCase(Locale.ROOT);
        boolean recipient = view.mail().envelope().recipients().stream().anyMatch(to -> path.contains(to.key()));
        notes.addIf(recipient, "LINK_HOLDS_RECIPIENT", link.target());
        notes.addIf(
                path.endsWith(".exe") || path.endsWith(".scr") || path.endsWith(".zip"),
                "LINK_TO_PROGRAM",
                link.target());
        notes.addIf(
                path.contains("wp-content")
                        || path.contains("wp-includes")
                        || path.contains("wp-admin")
                        || path.contains("/.well-known/"),
                "LINK_HACKED_SITE",
                link.target());
        notes.addIf(link.target().length() > 300, "LINK_LONG", link.target());
    }

    private static boolean startsWith(String target, String scheme) {
        return target.regionMatches(true, 0, scheme, 0, scheme.length());
    }
}
