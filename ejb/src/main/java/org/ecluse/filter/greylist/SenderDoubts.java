package org.ecluse.filter.greylist;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.SenderFacts.HeloName;
import org.ecluse.filter.SenderFacts.ReverseName;
import org.ecluse.filter.SenderFacts.SpfResult;
import org.ecluse.policy.Doubt;

/** Reasons to delay a sender (R1.4), from what is known of it. What could not be looked up is no reason. */
public final class SenderDoubts {
    private static final Set<String> DOUBTS =
            Arrays.stream(Doubt.values()).map(Enum::name).collect(Collectors.toSet());
    /** Speaks against nobody by itself: every domain was new once. */
    private static final Set<Doubt> WEAK = EnumSet.of(Doubt.NEW_DOMAIN);

    private SenderDoubts() {}

    /** @param faults symbols of the session; those that are doubts count */
    public static Set<Doubt> of(
            SenderFacts facts, InetAddress client, String helo, Collection<String> faults, HeloClaim.OwnNames own) {
        Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);
        addIf(doubts, facts.spf() == SpfResult.FAIL, Doubt.SPF_FAIL);
        addIf(doubts, facts.spf() == SpfResult.SOFTFAIL, Doubt.SPF_SOFTFAIL);
        addIf(doubts, facts.dmarcWithoutSpf(), Doubt.DMARC_WITHOUT_SPF);
        boolean listed = facts.listings().stream().anyMatch(each -> each.blocks() && each.strength() > 0);
        addIf(doubts, listed, Doubt.LISTED);
        boolean nameless = facts.reverse() == ReverseName.NONE || facts.reverse() == ReverseName.UNCONFIRMED;
        addIf(doubts, nameless, Doubt.NO_REVERSE_NAME);
        boolean generic =
                facts.reverseName().filter(name -> GenericName.is(name, client)).isPresent();
        addIf(doubts, generic, Doubt.GENERIC_REVERSE_NAME);
        boolean forged = facts.helo() == HeloName.FORBIDDEN || HeloClaim.isForged(helo, client, own);
        addIf(doubts, forged, Doubt.FORGED_HELO);
        faults.stream().filter(DOUBTS::contains).map(Doubt::valueOf).forEach(doubts::add);
        return doubts;
    }

    /** Whether these are enough to delay: one that is not weak. */
    public static boolean suffice(Set<Doubt> doubts) {
        return doubts.stream().anyMatch(doubt -> !WEAK.contains(doubt));
    }

    private static void addIf(Set<Doubt> doubts, boolean holds, Doubt doubt) {
        if (holds) {
            doubts.add(doubt);
        }
    }
}
