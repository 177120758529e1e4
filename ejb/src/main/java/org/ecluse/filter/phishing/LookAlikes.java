package org.ecluse.filter.phishing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.RegistrableDomain;

/** Finds hosts that imitate one of some domains: other alphabets, digits for letters, a letter more or less, the name beside other words. */
final class LookAlikes {
    private static final int SHORTEST_FOR_EDITS = 6;
    private static final int SHORTEST_INSIDE = 6;
    private static final int SHORTEST_BESIDE = 4;
    private static final int MOST_LABELS = 8;
    private static final int MOST_OWN = 500;

    /** Extensions under which a known name is rarely its owner's. */
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
            "live",
            "site",
            "online",
            "shop",
            "store",
            "info",
            "support",
            "help",
            "center",
            "club",
            "vip",
            "services",
            "work",
            "website",
            "space",
            "fun",
            "ru",
            "su",
            "cc");

    /** A domain that may be imitated; {@code common} if its label is also a common word. */
    private record Target(String label, String skeleton, String domain, boolean common) {}

    private final List<Target> targets;
    private final Map<String, Target> bySkeleton = new HashMap<>();

    private LookAlikes(List<Target> targets) {
        this.targets = targets;
        targets.forEach(target -> bySkeleton.putIfAbsent(target.skeleton(), target));
    }

    /** Of brands: the label of the first domain and one-word names. */
    static LookAlikes ofBrands(BrandList brands) {
        List<Target> targets = new ArrayList<>();
        for (Brand brand : brands.all()) {
            targets.add(target(brand.label(), brand.domains().get(0), brand.isCommonWord()));
            brand.names().stream()
                    .map(name -> name.replace(" ", ""))
                    .filter(name -> name.length() >= SHORTEST_INSIDE && !name.equals(brand.label()))
                    .forEach(name -> targets.add(target(name, brand.domains().get(0), false)));
        }
        return new LookAlikes(targets);
    }

    /** Of the customer's or its partners' domains, the first {@value #MOST_OWN}. */
    static LookAlikes ofDomains(Collection<DomainName> domains) {
        List<Target> targets = new ArrayList<>();
        for (DomainName domain : domains) {
            if (targets.size() >= MOST_OWN) {
                break;
            }
            String registered = RegistrableDomain.of(domain.value());
            targets.add(target(registered.substring(0, Math.max(1, registered.indexOf('.'))), registered, false));
        }
        return new LookAlikes(targets);
    }

    private static Target target(String label, String domain, boolean common) {
        return new Target(label.toLowerCase(Locale.ROOT), Skeleton.of(label), domain, common);
    }

    /** The strongest likeness of a host, whose owner is another. Bounded: {@value #MOST_LABELS} labels are looked at. */
    Optional<Likeness> of(String host) {
        String registered = RegistrableDomain.of(host);
        int dot = registered.indexOf('.');
        if (dot < 1) {
            return Optional.empty();
        }
        String label = registered.substring(0, dot);
        String ending = registered.substring(registered.lastIndexOf('.') + 1);
        return ofLabel(label, ending)
                .or(() -> ofSubdomains(host.substring(0, Math.max(0, host.length() - registered.length()))));
    }

    private Optional<Likeness> ofLabel(String label, String ending) {
        String shown = Skeleton.shown(label);
        String skeleton = Skeleton.of(label);
        Target same = bySkeleton.get(skeleton);
        if (same != null) {
            boolean sameLetters = shown.replace("-", "").equals(same.label().replace("-", ""));
            if (!sameLetters && same.label().length() >= SHORTEST_BESIDE) {
                return found(Likeness.Kind.LOOKS_LIKE, same);
            }
            return sameLetters && !same.common() && DOUBTFUL_ENDINGS.contains(ending)
                    ? found(Likeness.Kind.HOLDS, same)
                    : Optional.empty();
        }
        Optional<Target> mistyped = targets.stream()
                .filter(target -> !target.common() && target.label().length() >= SHORTEST_FOR_EDITS)
                .filter(target -> Edits.within(skeleton, target.skeleton(), 1))
                .findFirst();
        return mistyped.isPresent()
                ? found(Likeness.Kind.LOOKS_LIKE, mistyped.get())
                : beside(shown).flatMap(target -> found(kindInside(shown, target), target));
    }

    /** The name itself may stand in a domain of its owner's; what only looks like it stands there to deceive. */
    private static Likeness.Kind kindInside(String label, Target target) {
        boolean sameLetters = label.replace("-", "").contains(target.label().replace("-", ""));
        return sameLetters || target.common() ? Likeness.Kind.HOLDS : Likeness.Kind.LOOKS_LIKE;
    }

    /** A name as a word between hyphens, or a long one anywhere. */
    private Optional<Target> beside(String label) {
        String joined = Skeleton.of(label);
        List<String> words =
                List.of(label.split("-")).stream().map(Skeleton::of).toList();
        return targets.stream()
                .filter(target -> {
                    int length = target.label().length();
                    boolean word = words.size() > 1 && length >= SHORTEST_BESIDE && words.contains(target.skeleton());
                    boolean inside = !target.common()
                            && length >= SHORTEST_INSIDE
                            && joined.length() > target.skeleton().length()
                            && joined.contains(target.skeleton());
                    return word || inside;
                })
                .findFirst();
    }

    /** A known domain written before the real one, as in {@code bank.example.login.test}. */
    private Optional<Likeness> ofSubdomains(String before) {
        if (before.isEmpty()) {
            return Optional.empty();
        }
        Optional<Target> whole = targets.stream()
                .filter(target -> ("." + before).contains("." + target.domain() + ".")
                        || ("." + before).contains("." + target.domain().replace('.', '-') + "."))
                .findFirst();
        if (whole.isPresent()) {
            return found(Likeness.Kind.LOOKS_LIKE, whole.get());
        }
        String[] labels = before.split("\\.");
        for (int i = 0; i < Math.min(MOST_LABELS, labels.length); i++) {
            String label = labels[i];
            Optional<Target> held = Optional.ofNullable(bySkeleton.get(Skeleton.of(label)))
                    .filter(target -> !target.common() && target.label().length() >= SHORTEST_BESIDE)
                    .or(() -> beside(Skeleton.shown(label)));
            if (held.isPresent()) {
                return found(Likeness.Kind.HOLDS, held.get());
            }
        }
        return Optional.empty();
    }

    private static Optional<Likeness> found(Likeness.Kind kind, Target target) {
        return Optional.of(new Likeness(kind, target.domain()));
    }
}
