package org.ecluse.server.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ecluse.disposition.CopyFate;
import org.ecluse.disposition.CopyPlan;
import org.ecluse.mail.CopyId;
import org.ecluse.mail.MessageId;
import org.ecluse.server.banner.BannerLedger;
import org.ecluse.server.banner.BannerOffer;

/**
 * Orders the banner for copies that are to be delivered at once, where the policy wants it (R2.8). Before they are recorded: the first
 * attempt begins with the commit. What somebody releases later was called wanted and gets none.
 */
@ApplicationScoped
class BannerDesk {
    @Inject
    private BannerLedger banners;

    /** @param firstNumber of the first of these copies; the others follow */
    void order(MessageId message, Judgement judgement, List<CopyPlan> copies, int firstNumber, Instant receivedAt) {
        List<BannerOffer> offers = new ArrayList<>();
        for (int i = 0; i < copies.size(); i++) {
            CopyPlan plan = copies.get(i);
            if (plan.fate() == CopyFate.QUEUE
                    && plan.outcome().policy().policy().feedbackBanner()) {
                offers.add(new BannerOffer(
                        new CopyId(message, firstNumber + i),
                        plan.outcome().policy().customerId(),
                        plan.outcome().decidedFor().key()));
            }
        }
        if (!offers.isEmpty()) {
            banners.offer(offers, judgement.tokens(), receivedAt);
        }
    }
}
