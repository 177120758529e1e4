package org.ecluse.filter.authentication;

import java.io.IOException;
import java.util.List;
import org.ecluse.dns.DnsLookup;
import org.ecluse.filter.ArcVerdict;
import org.ecluse.filter.DkimVerdict;
import org.ecluse.mail.Budget;
import org.ecluse.mail.RawMessage;

/** Verifies what is signed in a message: its DKIM signatures and its ARC chain. */
@FunctionalInterface
public interface SignatureChecks {
    /**
     * @param dns bounded for this message
     * @throws Budget.BudgetExceededException the message costs more than it may
     * @throws IOException the message cannot be read from where it is kept
     */
    Verdicts verify(RawMessage message, DnsLookup dns, Budget budget) throws IOException;

    /** @param dkim one a signature, from the top */
    record Verdicts(List<DkimVerdict> dkim, ArcVerdict arc) {
        /** The message is not signed at all. */
        public static final Verdicts UNSIGNED = new Verdicts(List.of(), ArcVerdict.NONE);

        public Verdicts {
            dkim = List.copyOf(dkim);
        }
    }
}
