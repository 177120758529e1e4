package org.ecluse.filter.authentication;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ecluse.filter.ArcVerdict;
import org.ecluse.filter.DmarcVerdict;
import org.ecluse.filter.RecipientStage;
import org.ecluse.filter.RecipientTransaction;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.StageResult;

/**
 * Lets a forwarder or mailing list that the policy trusts vouch for mail that it changed: a failed DMARC check does not count if the
 * ARC chain is whole and the last sealer, who handed the message to us, is one of them (R1.11, RFC 8617 section 7.2, RFC 9989
 * section 5.4). A message that failed there already is not vouched for.
 */
public final class TrustedSealStage implements RecipientStage {
    private static final int MOST_RESULTS = 100;

    @Override
    public String name() {
        return "trusted-seal";
    }

    @Override
    public StageResult examine(RecipientTransaction copy) {
        DmarcVerdict dmarc = copy.message().authentication().dmarc();
        if (dmarc.result() != DmarcVerdict.Result.FAIL) {
            return StageResult.nothing();
        }
        return vouching(
                        copy.message().authentication().arc(),
                        copy.policy().policy().dmarc().trustedSealers())
                .map(sealer -> StageResult.of(Finding.of(Ground.TRUSTED_SEAL, sealer)))
                .orElseGet(StageResult::nothing);
    }

    private static Optional<String> vouching(ArcVerdict arc, Set<String> trusted) {
        List<String> sealers = arc.sealers();
        if (arc.result() != ArcVerdict.Result.PASS || sealers.isEmpty() || hadFailed(arc.originalResults())) {
            return Optional.empty();
        }
        return Optional.of(sealers.get(sealers.size() - 1)).filter(trusted::contains);
    }

    /** Whether the sealer itself saw DMARC fail, and no whole chain before it. */
    private static boolean hadFailed(String results) {
        return has(results, "dmarc", "fail") && !has(results, "arc", "pass");
    }

    private static boolean has(String results, String method, String result) {
        for (String each : results.toLowerCase(Locale.ROOT).split(";", MOST_RESULTS)) {
            String statement = each.strip();
            int equals = statement.indexOf('=');
            boolean about = equals > 0 && statement.substring(0, equals).strip().equals(method);
            if (about && statement.substring(equals + 1).strip().startsWith(result)) {
                return true;
            }
        }
        return false;
    }
}
