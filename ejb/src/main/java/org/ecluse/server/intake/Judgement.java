package org.ecluse.server.intake;

import java.util.List;
import org.ecluse.disposition.DispositionPlan;
import org.ecluse.filter.ContentReport;
import org.ecluse.filter.DmarcVerdict;
import org.ecluse.filter.SenderFacts.SpfResult;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.server.scanning.SenderAuthentication;

/**
 * What was decided about a submission, with what is kept to explain it.
 *
 * @param domains that the message is remembered for
 * @param tokens that a report of it as spam would teach; none where no recipient's mail has a banner
 */
record Judgement(
        ParsedMessage parsed,
        SenderAuthentication.Established established,
        ContentReport content,
        DispositionPlan plan,
        List<String> domains,
        int[] tokens) {
    /** Mail to such a sender would go to somebody else (decisions: Keeping mail). */
    boolean senderFailedAuthentication() {
        return established.sender().spf() == SpfResult.FAIL
                || established.message().dmarc().result() == DmarcVerdict.Result.FAIL;
    }
}
