package org.ecluse.filter.phishing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.RegistrableDomain;
import org.ecluse.reading.Link;
import org.ecluse.reading.WebPlaces;

/** Where links lead, those of QR codes too, and whether they say so. */
final class TargetRule implements PhishingRule {
    private static final int MOST_HOSTS = 60;

    /** Services that put their own address before the real one: to protect readers, or to count them. */
    private static final Set<String> REWRITERS = Set.of(
            "safelinks.protection.outlook.com",
            "urldefense.com",
            "urldefense.proofpoint.com",
            "list-manage.com",
            "sendgrid.net",
            "mailchimp.com",
            "mjt.lu",
            "sendibm1.com",
            "sendibt2.com",
            "sibautomation.com",
            "hubspotlinks.com",
            "hubspotemail.net",
            "exct.net",
            "mkt.com",
            "rs6.net",
            "cmail19.com",
            "cmail20.com",
            "createsend1.com",
            "emltrk.com",
            "mandrillapp.com",
            "mailgun.org",
            "awstrack.me",
            "constantcontact.com",
            "klclick.com",
            "dripemail2.com",
            "beehiiv.com",
            "substack.com",
            "google.com",
            "mimecast.com",
            "cisco.com",
            "barracudanetworks.com",
            "trendmicro.com",
            "sophos.com",
            "emv2.com",
            "emsecure.net");

    private final BrandList brands;
    private final LookAlikes brandLooks;

    TargetRule(BrandList brands, LookAlikes brandLooks) {
        this.brands = brands;
        this.brandLooks = brandLooks;
    }

    @Override
    public void examine(PhishingView view, Signs signs) {
        Set<String> seen = new HashSet<>();
        for (Link link : view.reading().links()) {
            view.mail().budget().check();
            if (link.isWeb()) {
                if (seen.size() < MOST_HOSTS && seen.add(link.host())) {
                    host(link, view, signs);
                }
                shownText(link, view, signs);
                recipient(link, view, signs);
                if (!link.userPart().isEmpty()) {
                    signs.add(PhishingSign.LINK_DOUBTFUL, link.target());
                }
            }
        }
        notTheBrands(seen, view, signs);
        codes(view, signs);
    }

    private void host(Link link, PhishingView view, Signs signs) {
        String host = link.host();
        doubtful(link).ifPresent(why -> signs.add(PhishingSign.LINK_DOUBTFUL, why));
        if (view.isOwn(host) || brands.owns(host) || RegistrableDomain.aligned(host, view.fromDomain())) {
            return; // the author's own domain is looked at as such
        }
        view.own()
                .of(host)
                .ifPresent(like -> signs.add(
                        like.kind() == Likeness.Kind.LOOKS_LIKE
                                ? PhishingSign.LINK_LOOKALIKE_OWN
                                : PhishingSign.LINK_HOLDS_NAME,
                        host + " ~ " + like.of()));
        brandLooks
                .of(host)
                .ifPresent(like -> signs.add(
                        like.kind() == Likeness.Kind.LOOKS_LIKE
                                ? PhishingSign.LINK_LOOKALIKE
                                : PhishingSign.LINK_HOLDS_NAME,
                        host + " ~ " + like.of()));
        if (Alphabets.mixedIn(host)) {
            signs.add(PhishingSign.LINK_ALPHABETS, host);
        }
    }

    private static Optional<String> doubtful(Link link) {
        String host = link.host();
        String path = link.path().toLowerCase(Locale.ROOT);
        boolean innards = path.contains("/wp-content/")
                || path.contains("/wp-includes/")
                || path.contains("/wp-admin/")
                || path.contains("/.well-known/");
        boolean page = path.endsWith(".png") || path.endsWith(".jpg") || path.endsWith(".gif");
        boolean place = WebPlaces.isAddress(host)
                || WebPlaces.isShortener(host)
                || WebPlaces.isFreeHost(host)
                || WebPlaces.isUnderDoubtfulEnding(host)
                || host.contains("%")
                || innards;
        return place && !page ? Optional.of(host) : Optional.empty();
    }

    /** A text that is an address of another place than the link's. */
    private void shownText(Link link, PhishingView view, Signs signs) {
        String text = link.text().strip();
        Link shown = Link.of(text, "");
        boolean lies = shown.isWeb()
                && text.indexOf(' ') < 0
                && RegistrableDomain.find(shown.host()).isPresent()
                && !RegistrableDomain.aligned(shown.host(), link.host());
        if (!lies || isRewriter(link.host())) {
            return;
        }
        String detail = shown.host() + " → " + link.host();
        boolean ofAuthor = RegistrableDomain.aligned(shown.host(), view.fromDomain());
        boolean known = brands.owns(shown.host()) || view.isOwn(shown.host());
        if (known && !ofAuthor && !brands.owns(link.host())) {
            signs.add(PhishingSign.LINK_TEXT_BRAND, detail);
        } else if (!ofAuthor || view.isForged()) {
            signs.add(PhishingSign.LINK_TEXT_LIES, detail);
        }
    }

    private static boolean isRewriter(String host) {
        return REWRITERS.contains(host) || REWRITERS.contains(RegistrableDomain.of(host));
    }

    private static void recipient(Link link, PhishingView view, Signs signs) {
        String path = link.path();
        if (path.length() < 8 || RegistrableDomain.aligned(link.host(), view.fromDomain())) {
            return;
        }
        String lower = path.toLowerCase(Locale.ROOT);
        for (EmailAddress to : view.mail().envelope().recipients()) {
            String encoded = Base64.getEncoder()
                    .withoutPadding()
                    .encodeToString(to.toString().getBytes(StandardCharsets.UTF_8));
            String body = encoded.substring(0, encoded.length() - encoded.length() % 4);
            if (lower.contains(to.key()) || lower.contains(to.key().replace("@", "%40")) || path.contains(body)) {
                signs.add(PhishingSign.LINK_NAMES_RECIPIENT, link.target());
            }
        }
    }

    /** The message names a firm, but no link, or not every link that could be meant, leads to it. */
    private void notTheBrands(Set<String> hosts, PhishingView view, Signs signs) {
        boolean claims = signs.has(PhishingSign.NAME_BRAND)
                || signs.has(PhishingSign.SUBJECT_BRAND)
                || signs.has(PhishingSign.SENDER_LOOKALIKE)
                || signs.has(PhishingSign.BRAND_FORGED);
        // A proven sender that leads to the firm too may be the firm's agency.
        boolean agency = view.isProven() && hosts.stream().anyMatch(brands::owns);
        if (!claims || agency) {
            return;
        }
        hosts.stream()
                .filter(host -> !brands.owns(host) && !isRewriter(host) && !mayBeOfABrand(host))
                .findFirst()
                .ifPresent(host -> signs.add(PhishingSign.LINK_NOT_BRAND, host));
    }

    private boolean mayBeOfABrand(String host) {
        return brands.all().stream().anyMatch(brand -> brand.mayHost(host));
    }

    private static void codes(PhishingView view, Signs signs) {
        List<Link> codes = view.reading().codes();
        if (codes.isEmpty()) {
            return;
        }
        signs.add(PhishingSign.QR_LINK, codes.get(0).target());
        Set<String> inCodes = new HashSet<>();
        codes.forEach(code -> inCodes.add(code.host()));
        boolean others =
                view.reading().links().stream().filter(Link::isWeb).anyMatch(link -> !inCodes.contains(link.host()));
        boolean foreign = inCodes.stream()
                .noneMatch(host -> RegistrableDomain.aligned(host, view.fromDomain()) || view.isOwn(host));
        if (!others && foreign) {
            signs.add(PhishingSign.QR_ONLY, codes.get(0).target());
        }
    }
}
