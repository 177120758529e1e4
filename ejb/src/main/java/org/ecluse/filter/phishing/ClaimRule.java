package org.ecluse.filter.phishing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.FreeMail;
import org.ecluse.mail.PlainWords;
import org.ecluse.mail.RegistrableDomain;
import org.ecluse.reading.Link;

/** Whom the message pretends to come from: names and domains of firms, of the customer, of its help desk. */
final class ClaimRule implements PhishingRule {
    private static final int LONGEST_NAME = 200;
    private static final int SHORTEST_OWN_NAME = 4;

    /** Neither the sender's domain nor any link has to do with the firm whose name is shown. */
    private static final double FROM_A_STRANGER = 1.5;

    /** The sender's proven domain has the firm's name in it, and no link leads to the firm. */
    private static final double FROM_ITS_NAME = 0.5;

    private static final List<String> HELP_DESK = List.of(
            " it support ",
            " it helpdesk ",
            " it help desk ",
            " it service ",
            " it team ",
            " helpdesk ",
            " help desk ",
            " mail administrator ",
            " mail admin ",
            " email administrator ",
            " email admin ",
            " email support ",
            " mail support ",
            " mailbox ",
            " webmail ",
            " mail server ",
            " email server ",
            " server admin ",
            " system administrator ",
            " account team ",
            " account support ",
            " account security ",
            " mail security ",
            " email security ",
            " postmaster ",
            " mail delivery ",
            " mail service ",
            " email service ",
            " mail team ",
            " email team ",
            " message center ",
            " service desk ",
            " support technique ",
            " service informatique ",
            " messagerie ",
            " administrateur ",
            " assistance informatique ",
            " boite mail ",
            " it department ",
            " cpanel ",
            " human resources ",
            " hr department ",
            " ressources humaines ",
            " payroll ",
            " voicemail ",
            " voice mail ",
            " e fax ",
            " efax ",
            " scanner ",
            " email notification ",
            " mail notification ");

    private final BrandList brands;
    private final LookAlikes brandLooks;

    ClaimRule(BrandList brands, LookAlikes brandLooks) {
        this.brands = brands;
        this.brandLooks = brandLooks;
    }

    @Override
    public void examine(PhishingView view, Signs signs) {
        if (view.from().isEmpty()) {
            return;
        }
        EmailAddress from = view.from().get();
        names(view, signs);
        domain(view, signs);
        boolean claims = signs.has(PhishingSign.NAME_BRAND) || signs.has(PhishingSign.NAME_OWN_DOMAIN);
        if (claims && FreeMail.isFree(from.domain())) {
            signs.add(PhishingSign.SENDER_FREE, from.toString());
        }
    }

    private void names(PhishingView view, Signs signs) {
        String domain = view.fromDomain();
        Set<Brand> named = brands.namedIn(view.fromName());
        if (!named.isEmpty() && named.stream().noneMatch(brand -> brand.mayHost(domain))) {
            Brand brand = named.iterator().next();
            boolean holdsIt = brandLooks
                    .of(domain)
                    .filter(like -> brand.domains().contains(like.of()))
                    .isPresent();
            boolean leadsThere = leadsTo(brand, view);
            String detail = brand.shownName() + ", " + domain;
            if (!holdsIt || !view.isProven()) {
                signs.add(
                        PhishingSign.NAME_BRAND,
                        holdsIt || leadsThere || view.isOrdinaryBulk() ? 1 : FROM_A_STRANGER,
                        detail);
            } else if (!leadsThere && !view.isOrdinaryBulk()) {
                // A proven domain with the firm's name in it may be one of the firm's that the list does not know, but
                // anybody can
                // have one; the firm's own mail mostly leads to a place that the list knows.
                signs.add(PhishingSign.NAME_BRAND, FROM_ITS_NAME, detail);
            }
        }
        Set<Brand> inSubject = view.hasThread()
                ? Set.of()
                : brands.namedIn(view.mail().parsed().subject());
        if (!inSubject.isEmpty() && inSubject.stream().noneMatch(brand -> brand.mayHost(domain))) {
            signs.add(PhishingSign.SUBJECT_BRAND, inSubject.iterator().next().shownName() + ", " + domain);
        }
        if (!view.isFromOwnDomain()) {
            ownName(view).ifPresent(detail -> signs.add(PhishingSign.NAME_OWN_DOMAIN, detail));
            otherAddress(view).ifPresent(shown -> signs.add(PhishingSign.NAME_OTHER_ADDRESS, shown));
            String words = PlainWords.of(view.fromName(), LONGEST_NAME);
            if (HELP_DESK.stream().anyMatch(words::contains) && !brands.owns(domain)) {
                signs.add(PhishingSign.NAME_HELPDESK, view.fromName());
            }
        }
    }

    private static boolean leadsTo(Brand brand, PhishingView view) {
        return view.reading().links().stream().map(Link::host).anyMatch(brand::mayHost);
    }

    /** The own domain in the name, or its label beside the words of a help desk. */
    private static Optional<String> ownName(PhishingView view) {
        String lower = view.fromName().toLowerCase(Locale.ROOT);
        String words = PlainWords.of(view.fromName(), LONGEST_NAME);
        boolean helpDesk = HELP_DESK.stream().anyMatch(words::contains)
                || words.contains(" support ")
                || words.contains(" admin ")
                || words.contains(" service ");
        for (DomainName own : view.ownDomains()) {
            String label = own.value().substring(0, Math.max(1, own.value().indexOf('.')));
            boolean labelBesideDesk = helpDesk
                    && label.length() >= SHORTEST_OWN_NAME
                    && words.contains(" " + label.replace('-', ' ') + " ");
            if (lower.contains(own.value()) || labelBesideDesk) {
                return Optional.of(view.fromName() + ", " + view.fromDomain());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> otherAddress(PhishingView view) {
        String name = view.fromName().toLowerCase(Locale.ROOT);
        int at = name.indexOf('@');
        if (at < 1 || view.isProven() && view.mail().parsed().first("List-Id").isPresent()) {
            return Optional.empty();
        }
        int end = at + 1;
        while (end < name.length()
                && (Character.isLetterOrDigit(name.charAt(end)) || "-.".indexOf(name.charAt(end)) >= 0)) {
            end++;
        }
        return DomainName.parse(name.substring(at + 1, end))
                .filter(shown -> shown.value().indexOf('.') > 0)
                .filter(shown -> !RegistrableDomain.aligned(shown.value(), view.fromDomain()))
                .map(shown -> view.fromName());
    }

    private void domain(PhishingView view, Signs signs) {
        String domain = view.fromDomain();
        if (view.isFromOwnDomain()) {
            if (view.isForged()) {
                signs.add(PhishingSign.OWN_FORGED, domain);
            }
            return;
        }
        if (brands.owns(domain)) {
            if (view.isForged() && !FreeMail.isFree(view.from().get().domain())) {
                signs.add(PhishingSign.BRAND_FORGED, domain);
            }
            return;
        }
        view.own()
                .of(domain)
                .ifPresent(like -> signs.add(
                        like.kind() == Likeness.Kind.LOOKS_LIKE
                                ? PhishingSign.SENDER_LOOKALIKE_OWN
                                : PhishingSign.SENDER_HOLDS_NAME,
                        domain + " ~ " + like.of()));
        brandLooks
                .of(domain)
                .ifPresent(like -> signs.add(
                        like.kind() == Likeness.Kind.LOOKS_LIKE
                                ? PhishingSign.SENDER_LOOKALIKE
                                : PhishingSign.SENDER_HOLDS_NAME,
                        domain + " ~ " + like.of()));
        if (Alphabets.mixedIn(domain)) {
            signs.add(PhishingSign.SENDER_ALPHABETS, domain);
        }
    }
}
