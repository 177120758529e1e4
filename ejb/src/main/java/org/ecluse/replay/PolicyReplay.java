package org.ecluse.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.policy.PolicySnapshot;
import org.ecluse.policy.Weights;
import org.ecluse.verdict.DecidingFinding;
import org.ecluse.verdict.Disposition;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.LanguageFinding;
import org.ecluse.verdict.RecipientVerdict;
import org.ecluse.verdict.VerdictFold;

/**
 * Decides stored mail again under a draft (B5): weights, thresholds, levels, classes and actions are folded anew, size and
 * attachment rules are applied to what is known of the message. Lists are not the draft's: the entry that was met still counts.
 */
public final class PolicyReplay {
    private final FilterPolicy draft;
    private final AttachmentCheck attachments;

    public PolicyReplay(FilterPolicy draft, AttachmentCheck attachments) {
        this.draft = draft;
        this.attachments = attachments;
    }

    /** What the draft changes about {@code copy}, which {@code policy} decided; empty if nothing. */
    public Optional<Difference> difference(StoredDecision copy, FilterPolicy policy) {
        Decided before = before(copy, policy);
        Decided after = after(copy);
        return before.differsFrom(after)
                ? Optional.of(new Difference(copy.copyId(), copy.receivedAt(), copy.recipient(), before, after))
                : Optional.empty();
    }

    /** True if the draft's rules for attachments cannot be applied, as nothing is known of the files. */
    public boolean isBlindTo(StoredDecision copy, FilterPolicy policy) {
        return copy.attachments().isEmpty() && !draft.attachments().equals(policy.attachments());
    }

    /**
     * Settings of the draft whose effect stored findings do not show, as the API names them: the grey zone comes before there is
     * a message, and what phishing or a seal is compared with is not kept.
     */
    public static Set<String> unreplayed(FilterPolicy now, FilterPolicy draft) {
        Set<String> settings = new TreeSet<>();
        if (!now.grey().equals(draft.grey())) {
            settings.add("grey");
        }
        if (!now.phishing().equals(draft.phishing())) {
            settings.add("phishing");
        }
        if (!now.dmarc().trustedSealers().containsAll(draft.dmarc().trustedSealers())) {
            settings.add("dmarc.trustedSealers");
        }
        return settings;
    }

    /** As it was given: what stands in the row wins over what the findings would give today. */
    private static Decided before(StoredDecision copy, FilterPolicy policy) {
        PolicySnapshot snapshot = snapshot(copy, policy);
        RecipientVerdict folded = VerdictFold.fold(copy.findings(), snapshot);
        RecipientVerdict given = new RecipientVerdict(
                copy.verdict(), copy.disposition(), copy.score(), Optional.empty(), folded.reply(), folded.findings());
        return new Decided(
                copy.verdict(),
                copy.disposition(),
                copy.score(),
                folded.mark().filter(mark -> copy.disposition() == Disposition.DELIVER),
                DecidingFinding.of(given, snapshot));
    }

    private Decided after(StoredDecision copy) {
        PolicySnapshot snapshot = snapshot(copy, draft);
        RecipientVerdict verdict = VerdictFold.fold(findings(copy, snapshot.policy()), snapshot);
        return new Decided(
                verdict.name(),
                verdict.disposition(),
                verdict.score(),
                verdict.mark(),
                DecidingFinding.of(verdict, snapshot));
    }

    /** The stored findings, but for those that the draft itself would have made or not made. */
    private List<Finding> findings(StoredDecision copy, FilterPolicy policy) {
        List<Finding> findings = new ArrayList<>();
        for (Finding finding : copy.findings()) {
            boolean remade = finding.symbol().equals(Ground.SIZE)
                    || finding.symbol().equals(Ground.LANGUAGE_UNREAD)
                    || finding.symbol().equals(Ground.ATTACHMENT)
                            && copy.attachments().isPresent();
            boolean distrusted = finding.symbol().equals(Ground.TRUSTED_SEAL)
                    && !policy.dmarc().trustedSealers().contains(finding.detail());
            if (!remade && !distrusted) {
                findings.add(finding);
            }
        }
        copy.attachments().ifPresent(files -> findings.addAll(attachments.examine(files, policy.attachments())));
        if (copy.sizeBytes() > policy.maxSizeBytes()) {
            findings.add(Finding.of(Ground.SIZE, copy.sizeBytes() + " > " + policy.maxSizeBytes()));
        }
        findings.addAll(LanguageFinding.unread(copy.findings(), policy.languages()));
        return findings;
    }

    private static PolicySnapshot snapshot(StoredDecision copy, FilterPolicy policy) {
        FilterPolicy own = policy.forAddress(copy.recipient());
        // Whose it is plays no part in the fold; only "nobody's" does in other places.
        long somebody = 1;
        return new PolicySnapshot(
                somebody,
                somebody,
                copy.revision(),
                own,
                own.levelFor(copy.ownLevel()),
                Weights.shipped().with(own.weightOverrides()),
                List.of(),
                Set.of());
    }
}
