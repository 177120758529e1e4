package org.ecluse.filter.spam;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.RegistrableDomain;
import org.ecluse.net.IpNetwork;
import org.ecluse.reading.Link;

/** Where links lead, and whether they say so. */
final class LinkRule implements SpamRule {
    private static final Set<String> SHORTENERS = Set.of(
            "bit.ly",
            "tinyurl.com",
            "goo.gl",
            "t.co",
            "ow.ly",
            "is.gd",
            "buff.ly",
            "cutt.ly",
            "rebrand.ly",
            "rb.gy",
            "t.ly",
            "tiny.cc",
            "shorturl.at",
            "s.id",
            "lnkd.in",
            "bl.ink",
            "v.gd",
            "qr.ae",
            "urlz.fr",
            "x.gd",
            "tny.sh",
            "shorte.st",
            "adf.ly",
            "soo.gd",
            "clck.ru",
            "u.to",
            "vk.cc",
            "dub.sh",
            "surl.li",
            "l.ead.me",
            "qrco.de",
            "tinyurl.ws",
            "hyperurl.co",
            "short.gy",
            "linktr.ee",
            "me2.do",
            "kutt.it",
            "snip.ly",
            "t2m.io",
            "urlzs.com");
    private static final Set<String> FREE_HOSTS = Set.of(
            "weebly.com",
            "web.app",
            "firebaseapp.com",
            "blogspot.com",
            "wixsite.com",
            "pages.dev",
            "workers.dev",
            "r2.dev",
            "netlify.app",
            "vercel.app",
            "herokuapp.com",
            "github.io",
            "glitch.me",
            "godaddysites.com",
            "000webhostapp.com",
            "webflow.io",
            "square.site",
            "jimdosite.com",
            "yolasite.com",
            "ipfs.io",
            "dweb.link",
            "cloudfront.net",
            "amazonaws.com",
            "windows.net",
            "azurewebsites.net",
            "appspot.com",
            "storage.googleapis.com",
            "page.link",
            "duckdns.org",
            "ngrok.io",
            "ngrok-free.app",
            "surge.sh",
            "repl.co",
            "onrender.com",
            "fleek.co",
            "mybluehost.me",
            "translate.goog",
            "backblazeb2.com",
            "wasabisys.com",
            "digitaloceanspaces.com",
            "linodeobjects.com",
            "canva.site",
            "mystrikingly.com",
            "framer.app",
            "forms.gle",
            "typeform.com",
            "jotform.com",
            "site123.me",
            "simplesite.com",
            "bubbleapps.io",
            "plesk.page");
    private static final Set<String> DOUBTFUL_TLDS = Set.of(
            "xyz",
            "top",
            "click",
            "icu",
            "buzz",
            "cyou",
            "cfd",
            "sbs",
            "rest",
            "monster",
            "quest",
            "bond",
            "loan",
            "gq",
            "cf",
            "ml",
            "ga",
            "tk",
            "pw",
            "cam",
            "bid",
            "win",
            "racing",
            "review",
            "stream",
            "download",
            "trade",
            "party",
            "men",
            "kim",
            "surf",
            "lol",
            "beauty",
            "hair",
            "skin",
            "autos",
            "boats",
            "homes",
            "makeup",
            "mom",
            "motorcycles",
            "pics",
            "yachts",
            "zip",
            "mov");

    /** Abused often, but with honest users too. */
    private static final Set<String> CHEAP_TLDS = Set.of(
            "shop", "ru", "cn", "biz", "info", "work", "live", "space", "website", "site", "online", "fun", "store",
            "club", "vip", "date", "science", "su");

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

    /** True for top-level domains that mail abuses far more often than it uses them. */
    static boolean isDoubtfulTld(String host) {
        return DOUBTFUL_TLDS.contains(tld(host));
    }

    private static String tld(String host) {
        return host.substring(host.lastIndexOf('.') + 1);
    }

    private static void host(String host, String registered, SpamNotes notes) {
        notes.addIf(isAddress(host), "LINK_IP_HOST", host);
        notes.addIf(SHORTENERS.contains(host) || SHORTENERS.contains(registered), "LINK_SHORTENER", host);
        notes.addIf(
                FREE_HOSTS.stream().anyMatch(free -> host.equals(free) || host.endsWith("." + free)),
                "LINK_FREE_HOST",
                host);
        notes.addIf(isDoubtfulTld(host), "LINK_DOUBTFUL_TLD", host);
        notes.addIf(CHEAP_TLDS.contains(tld(host)), "LINK_CHEAP_TLD", host);
        notes.addIf(host.contains("xn--"), "LINK_PUNYCODE", host);
        notes.addIf(ScriptMix.isMixed(host), "LINK_MIXED_SCRIPT", host);
        notes.addIf(
                registered.chars().filter(Character::isDigit).count() >= 4 && !isAddress(host),
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

    private static boolean isAddress(String host) {
        boolean number = !host.isEmpty() && host.chars().allMatch(c -> c >= '0' && c <= '9');
        return number
                || host.startsWith("[")
                || host.startsWith("0x")
                || IpNetwork.parse(host).isPresent();
    }

    private static boolean startsWith(String target, String scheme) {
        return target.regionMatches(true, 0, scheme, 0, scheme.length());
    }
}
