package org.ecluse.server.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ecluse.disposition.DispositionPlan;
import org.ecluse.disposition.RecipientOutcome;
import org.ecluse.filter.ContentReport;
import org.ecluse.filter.FilterPipeline;
import org.ecluse.filter.MailTransaction;
import org.ecluse.filter.RecipientTransaction;
import org.ecluse.filter.learning.OwnTokens;
import org.ecluse.filter.reputation.WatchedDomains;
import org.ecluse.mail.Budget;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.MailReader;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.policy.PolicySnapshot;
import org.ecluse.server.banner.RecipientLearning;
import org.ecluse.server.campaign.Campaigns;
import org.ecluse.server.domains.DomainBook;
import org.ecluse.server.learning.OwnLearning;
import org.ecluse.server.scanning.SenderAuthentication;
import org.ecluse.settings.ServerSettings;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.RecipientVerdict;
import org.ecluse.verdict.ScoredFinding;
import org.ecluse.verdict.VerdictFold;

/** Reads a message once, lets the content stages look once, and decides for each recipient (B1). Runs in a scan thread. */
@ApplicationScoped
class Judge {
    /** Decoded bytes and parts that one message may cost; beyond them is a finding. */
    private static final long BYTE_BUDGET = 400L * 1024 * 1024;

    private static final long ENTRY_BUDGET = 20_000;

    @Inject
    private MailReader reader;

    @Inject
    private SenderAuthentication authentication;

    @Inject
    private FilterPipeline pipeline;

    @Inject
    private OwnLearning ownLearning;

    @Inject
    private RecipientLearning recipientLearning;

    @Inject
    private Campaigns campaigns;

    @Inject
    private DomainBook domains;

    @Inject
    private ServerSettings settings;

    @Inject
    private Clock clock;

    Judgement judge(Submission submission) throws IOException {
        Budget budget = Budget.of(settings.scan().totalTime(), BYTE_BUDGET, ENTRY_BUDGET);
        ParsedMessage parsed = reader.read(submission.raw(), budget);
        SenderAuthentication.Established established = authentication.establish(
                submission.raw(), parsed, submission.session(), submission.from(), submission.senderFacts());
        MailTransaction transaction = new MailTransaction(
                submission.session(),
                submission.envelope(),
                submission.raw(),
                parsed,
                established.sender(),
                established.message(),
                recipientDomains(submission),
                budget);
        ContentReport examined = pipeline.examine(transaction).with(submission.gateFindings());
        // Only now: they go by what the stages took the message apart into.
        List<String> watched = WatchedDomains.of(transaction);
        ContentReport content =
                examined.followedBy(campaigns.findings(transaction)).followedBy(domains.findings(watched));
        Map<Long, ContentReport> seen = new HashMap<>();
        List<RecipientOutcome> outcomes = submission.addressees().stream()
                .map(addressee -> decide(
                        addressee,
                        transaction,
                        with(
                                addressee,
                                transaction,
                                seen.computeIfAbsent(
                                        addressee.policy().customerId(),
                                        customer -> with(customer, transaction, content)))))
                .toList();
        return new Judgement(
                parsed, established, content, DispositionPlan.of(outcomes), watched, tokens(submission, transaction));
    }

    /** With what this customer's own people taught: its recipients share it, and no others (decisions: What happens to a copy). */
    private ContentReport with(long customer, MailTransaction transaction, ContentReport content) {
        return content.followedBy(ownLearning.findings(customer, transaction));
    }

    private static int[] tokens(Submission submission, MailTransaction transaction) {
        boolean wanted = submission.addressees().stream().anyMatch(Judge::hasBanner);
        return wanted ? transaction.tokens().found().map(OwnTokens::of).orElse(new int[0]) : new int[0];
    }

    private static boolean hasBanner(Submission.Addressee addressee) {
        return addressee.policy().policy().feedbackBanner();
    }

    /** With what this one reported before. */
    private ContentReport with(Submission.Addressee addressee, MailTransaction transaction, ContentReport content) {
        return hasBanner(addressee)
                ? content.followedBy(recipientLearning.findings(
                        addressee.policy().customerId(),
                        addressee.recipient().decidedFor().key(),
                        transaction.tokens().found()))
                : content;
    }

    private RecipientOutcome decide(
            Submission.Addressee addressee, MailTransaction transaction, ContentReport content) {
        AcceptedRecipient recipient = addressee.recipient();
        RecipientVerdict verdict = recipient.discard()
                ? VerdictFold.fold(List.of(discarded(recipient)), addressee.policy())
                : pipeline.decide(
                        new RecipientTransaction(
                                transaction,
                                recipient.decidedFor(),
                                addressee.policy(),
                                content.findings(),
                                clock.instant()),
                        content);
        if (recipient.domain().isGone() && !recipient.discard()) {
            verdict = waiting(verdict, addressee.policy());
        }
        return new RecipientOutcome(recipient.deliverTo(), recipient.decidedFor(), addressee.policy(), verdict);
    }

    private Finding discarded(AcceptedRecipient recipient) {
        boolean service = recipient
                .deliverTo()
                .key()
                .equals(settings.service().quarantine().key());
        return Finding.of(service ? Ground.RECIPIENT_IS_SERVICE : Ground.RECIPIENT_DISCARDED);
    }

    /** Nobody's policy decides and nobody's server takes it: only what every policy destroys is decided now. */
    private static RecipientVerdict waiting(RecipientVerdict verdict, PolicySnapshot policy) {
        List<Finding> findings = new ArrayList<>(
                verdict.findings().stream().map(ScoredFinding::finding).toList());
        findings.add(Finding.of(Ground.DOMAIN_GONE));
        return VerdictFold.fold(findings, policy);
    }

    private static Set<DomainName> recipientDomains(Submission submission) {
        return submission.addressees().stream()
                .map(Submission.Addressee::policy)
                .map(PolicySnapshot::ownDomains)
                .flatMap(Set::stream)
                .collect(Collectors.toUnmodifiableSet());
    }
}
