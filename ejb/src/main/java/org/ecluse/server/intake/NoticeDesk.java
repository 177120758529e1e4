package org.ecluse.server.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ecluse.disposition.CopyFate;
import org.ecluse.disposition.CopyPlan;
import org.ecluse.filter.ProvenSender;
import org.ecluse.mail.AutomaticMail;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.ParsedMessage.Mailbox;
import org.ecluse.notice.HeldCopy;
import org.ecluse.notice.NoticeParty;
import org.ecluse.notice.NoticePlan;
import org.ecluse.policy.PolicySnapshot;
import org.ecluse.server.notice.NoticeLedger;
import org.ecluse.settings.ServerSettings;
import org.ecluse.verdict.ScoredFinding;

/** Notes who is to be told of copies that were just held (R2.10). Nothing is written where the policy asks for no notices. */
@ApplicationScoped
class NoticeDesk {
    @Inject
    private NoticeLedger ledger;

    @Inject
    private ServerSettings settings;

    /** @param firstNumber number of the first copy in the plan: 1, or that of the one that was looked at again */
    void note(Submission submission, Judgement judgement, List<CopyPlan> copies, int firstNumber) {
        if (isOwn(judgement)) {
            return;
        }
        for (int i = 0; i < copies.size(); i++) {
            CopyPlan plan = copies.get(i);
            PolicySnapshot policy = plan.outcome().policy();
            if (plan.fate() == CopyFate.QUARANTINE
                    && !policy.isNobodys()
                    && !policy.policy().notices().isOff()) {
                Map<NoticeParty, String> told = NoticePlan.of(
                        held(submission, judgement, plan), policy.policy().notices());
                if (!told.isEmpty()) {
                    ledger.note(
                            policy.customerId(),
                            submission.id().copy(firstNumber + i),
                            plan.outcome().decidedFor().key(),
                            told);
                }
            }
        }
    }

    private HeldCopy held(Submission submission, Judgement judgement, CopyPlan plan) {
        Optional<EmailAddress> sender = submission.from().address();
        boolean proven = sender.filter(address -> ProvenSender.proves(
                        judgement.established().sender(),
                        judgement.established().message(),
                        address.domain()))
                .isPresent();
        return new HeldCopy(
                plan.outcome().verdict().name(),
                plan.outcome().verdict().findings().stream()
                        .map(ScoredFinding::finding)
                        .toList(),
                plan.outcome().decidedFor(),
                sender,
                proven && !judgement.senderFailedAuthentication(),
                new AutomaticMail(settings.service().hostName()).is(submission.from(), judgement.parsed()));
    }

    /** A notice that somebody's server sent back to us must not call for the next one. */
    private boolean isOwn(Judgement judgement) {
        return judgement.parsed().from().stream()
                .map(Mailbox::address)
                .flatMap(Optional::stream)
                .anyMatch(address ->
                        address.domain().value().equals(settings.service().domain()));
    }
}
