package org.ecluse.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.RecipientVerdict;
import org.ecluse.verdict.StageResult;
import org.ecluse.verdict.StageResult.Decisive;
import org.ecluse.verdict.StageResult.Findings;
import org.ecluse.verdict.StageResult.Unavailable;
import org.ecluse.verdict.VerdictFold;

/** Runs the stages in their declared order, each shielded from the others' failures. Safe for use by many threads. */
public final class FilterPipeline {
    private final List<FilterStage> contentStages;
    private final List<RecipientStage> recipientStages;

    public FilterPipeline(List<FilterStage> contentStages, List<RecipientStage> recipientStages) {
        this.contentStages = List.copyOf(contentStages);
        this.recipientStages = List.copyOf(recipientStages);
    }

    /** What the content stages find, once per message. Never throws for bad mail or a broken stage. */
    public ContentReport examine(MailTransaction transaction) {
        List<Finding> findings = new ArrayList<>();
        List<Unavailable> unavailable = new ArrayList<>();
        Optional<Decisive> decisive = Optional.empty();
        for (FilterStage stage : contentStages) {
            StageResult result = StageRunner.run(stage, transaction, findings);
            if (result instanceof Findings seen) {
                findings.addAll(seen.list());
            } else if (result instanceof Unavailable blind) {
                findings.addAll(blind.seen());
                unavailable.add(blind);
            } else if (result instanceof Decisive last) {
                findings.addAll(namingGround(last));
                decisive = Optional.of(last);
                break;
            }
        }
        return new ContentReport(findings, decisive, unavailable, engines(findings, unavailable));
    }

    /** The verdict on one recipient's copy (B1). Pure: no I/O, microseconds. */
    public RecipientVerdict decide(RecipientTransaction transaction, ContentReport content) {
        List<Finding> findings = new ArrayList<>(content.findings());
        List<Unavailable> unavailable = new ArrayList<>(content.unavailable());
        // All of them run even after a decisive one: they cost nothing, and the explanation shows every ground.
        for (RecipientStage stage : recipientStages) {
            StageResult result = StageRunner.run(stage, transaction);
            if (result instanceof Findings seen) {
                findings.addAll(seen.list());
            } else if (result instanceof Unavailable blind) {
                unavailable.add(blind);
            } else if (result instanceof Decisive last) {
                findings.addAll(namingGround(last));
            }
        }
        unavailable.forEach(blind -> findings.add(Finding.of(symbolOf(blind), blind.stage() + ": " + blind.reason())));
        return VerdictFold.fold(findings, transaction.policy());
    }

    /** A check that did not answer stands before the engines that did: what goes on all the same is not "checked" (B8). */
    private List<String> engines(List<Finding> findings, List<Unavailable> unavailable) {
        List<String> engines = new ArrayList<>();
        unavailable.stream()
                .filter(blind -> symbolOf(blind).equals(Ground.SCANNER_UNAVAILABLE))
                .map(blind -> "unchecked: " + blind.stage() + " did not answer")
                .forEach(engines::add);
        findings.stream()
                .filter(f -> f.symbol().equals(Ground.ENGINE))
                .map(Finding::detail)
                .forEach(engines::add);
        return engines;
    }

    private String symbolOf(Unavailable blind) {
        boolean lookup = contentStages.stream().anyMatch(s -> s.name().equals(blind.stage()) && s.dependsOnLookups());
        return lookup ? Ground.LOOKUP_UNAVAILABLE : Ground.SCANNER_UNAVAILABLE;
    }

    /** The findings of a decision, with the symbol that stands for the decision when the stage did not give it. */
    private static List<Finding> namingGround(Decisive decisive) {
        Optional<String> symbol = Ground.symbolOf(decisive.verdict());
        if (symbol.isEmpty()
                || decisive.list().stream().anyMatch(f -> f.symbol().equals(symbol.get()))) {
            return decisive.list();
        }
        List<Finding> named = new ArrayList<>(decisive.list());
        named.add(Finding.of(symbol.get()));
        return named;
    }
}
