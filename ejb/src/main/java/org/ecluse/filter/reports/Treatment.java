package org.ecluse.filter.reports;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ecluse.filter.DmarcVerdict;
import org.ecluse.filter.DmarcVerdict.Request;
import org.ecluse.filter.DmarcVerdict.Result;
import org.ecluse.policy.PolicySnapshot;
import org.ecluse.verdict.Disposition;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.RecipientVerdict;

/**
 * What was done about a message because of DMARC, and why that is not what its author's domain asks for (RFC 9990 section 3.1.1.7).
 * It says nothing of what other rules did.
 *
 * @param reasons empty if the request was followed
 */
public record Treatment(Applied applied, Set<Reason> reasons) {
    public Treatment {
        reasons = Set.copyOf(reasons);
    }

    /** The element {@code disposition}. */
    public enum Applied {
        /** It failed, and nothing was done. */
        NONE,
        PASS,
        QUARANTINE,
        REJECT
    }

    /** The element {@code reason}. */
    public enum Reason {
        /** The policy of the recipient's administrator is milder. */
        LOCAL_POLICY,
        MAILING_LIST,
        /** The record says {@code t=y}. */
        POLICY_TEST_MODE,
        /** A sealer that the recipient's administrator trusts vouches for it. */
        TRUSTED_FORWARDER
    }

    /** One recipient's copy: who decided, and what. */
    public record Copy(PolicySnapshot policy, RecipientVerdict verdict) {}

    /** Over all copies: the strictest counts, because the sender sees one message. */
    public static Treatment of(DmarcVerdict dmarc, Collection<Copy> copies) {
        if (dmarc.result() == Result.PASS) {
            return new Treatment(Applied.PASS, Set.of());
        }
        Applied applied = Applied.NONE;
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        for (Copy copy : copies) {
            Applied here = applied(copy);
            applied = here.compareTo(applied) > 0 ? here : applied;
        }
        if (dmarc.result() == Result.FAIL && applied.compareTo(asked(dmarc.requested())) < 0) {
            reasons.add(whyNot(copies));
        }
        if (dmarc.testing() && dmarc.result() == Result.FAIL) {
            reasons.add(Reason.POLICY_TEST_MODE);
        }
        return new Treatment(applied, reasons);
    }

    private static Applied asked(Request request) {
        return switch (request) {
            case NONE -> Applied.NONE;
            case QUARANTINE -> Applied.QUARANTINE;
            case REJECT -> Applied.REJECT;
        };
    }

    private static Applied applied(Copy copy) {
        List<String> symbols = symbols(copy);
        if (symbols.contains(Ground.TRUSTED_SEAL) || symbols.contains(Ground.SKIPPED_BY_ALLOW)) {
            return Applied.NONE;
        }
        return symbols.stream()
                .filter(Treatment::isOfDmarc)
                .flatMap(symbol -> Ground.of(symbol, copy.policy()).stream())
                .map(ground -> ground.disposition() == Disposition.REJECT ? Applied.REJECT : Applied.QUARANTINE)
                .max(Applied::compareTo)
                .orElse(Applied.NONE);
    }

    private static Reason whyNot(Collection<Copy> copies) {
        Set<String> symbols =
                copies.stream().flatMap(copy -> symbols(copy).stream()).collect(Collectors.toSet());
        if (symbols.contains(Ground.TRUSTED_SEAL)) {
            return Reason.TRUSTED_FORWARDER;
        }
        return symbols.contains(Ground.DMARC_LIST) ? Reason.MAILING_LIST : Reason.LOCAL_POLICY;
    }

    private static List<String> symbols(Copy copy) {
        return copy.verdict().findings().stream()
                .map(scored -> scored.finding().symbol())
                .toList();
    }

    private static boolean isOfDmarc(String symbol) {
        return symbol.equals(Ground.DMARC_REJECT)
                || symbol.equals(Ground.DMARC_LIST)
                || symbol.equals(Ground.DMARC_QUARANTINE);
    }
}
