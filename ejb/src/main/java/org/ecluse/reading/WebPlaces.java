package org.ecluse.reading;

import java.util.Set;
import org.ecluse.mail.RegistrableDomain;
import org.ecluse.net.IpNetwork;

/** Places of the web that mail abuses more than others. Hosts are in lower case. */
public final class WebPlaces {
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
    private static final Set<String> DOUBTFUL_ENDINGS = Set.of(
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
    private static final Set<String> CHEAP_ENDINGS = Set.of(
            "shop", "ru", "cn", "biz", "info", "work", "live", "space", "website", "site", "online", "fun", "store",
            "club", "vip", "date", "science", "su");

    private WebPlaces() {}

    /** True for services that lead anywhere by a short address. */
    public static boolean isShortener(String host) {
        return SHORTENERS.contains(host) || SHORTENERS.contains(RegistrableDomain.of(host));
    }

    /** True where anybody may put a page without paying or saying who he is. */
    public static boolean isFreeHost(String host) {
        for (String rest = host; !rest.isEmpty(); rest = afterDot(rest)) {
            if (FREE_HOSTS.contains(rest)) {
                return true;
            }
        }
        return false;
    }

    /** True for top-level domains that mail abuses far more often than it uses them. */
    public static boolean isUnderDoubtfulEnding(String host) {
        return DOUBTFUL_ENDINGS.contains(ending(host));
    }

    /** True for top-level domains that are abused often, but have honest users too. */
    public static boolean isUnderCheapEnding(String host) {
        return CHEAP_ENDINGS.contains(ending(host));
    }

    /** True for a bare address in any of the forms that browsers take. */
    public static boolean isAddress(String host) {
        boolean number = !host.isEmpty() && host.chars().allMatch(c -> c >= '0' && c <= '9');
        return number
                || host.startsWith("[")
                || host.startsWith("0x")
                || IpNetwork.parse(host).isPresent();
    }

    private static String ending(String host) {
        return host.substring(host.lastIndexOf('.') + 1);
    }

    private static String afterDot(String host) {
        int dot = host.indexOf('.');
        return dot < 0 ? "" : host.substring(dot + 1);
    }
}
