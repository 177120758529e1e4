package org.ecluse.filter.virus;

import java.util.ArrayList;
import java.util.List;
import org.ecluse.filter.AtOnce;
import org.ecluse.filter.FilterStage;
import org.ecluse.filter.MailTransaction;
import org.ecluse.mail.Budget;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.RawMessage;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.StageResult;
import org.ecluse.verdict.VerdictName;

/**
 * Asks every antivirus engine, all at once (R2.5). One that finds something decides; a required one that does not answer leaves the
 * mail unchecked (B8). Every engine's answer is a finding, with the version and age of its signatures.
 */
public final class VirusStage implements FilterStage {
    private final List<VirusScanner> configured;
    private final SignatureScanner embedded;
    private final AtOnce asking;

    /**
     * @param configured engines to ask; none: mail is looked at by the embedded engine only, and says so
     * @param asking how long they have together
     */
    public VirusStage(List<VirusScanner> configured, SignatureScanner embedded, AtOnce asking) {
        this.configured = List.copyOf(configured);
        this.embedded = embedded;
        this.asking = asking;
    }

    @Override
    public String name() {
        return "virus";
    }

    @Override
    public StageResult examine(MailTransaction mail) {
        return examine(mail.raw(), mail.parsed(), mail.budget());
    }

    /** As for mail that comes in, for mail that is about to leave the quarantine. */
    public StageResult examine(RawMessage raw, ParsedMessage parsed, Budget budget) {
        // The embedded engine first: it costs microseconds, and what it finds needs no second opinion.
        ScanAnswer own = embedded.scan(raw, parsed, budget);
        if (own instanceof ScanAnswer.Infected infected) {
            return new StageResult.Decisive(VerdictName.VIRUS, List.of(virus(infected)));
        }
        Merged merged = new Merged();
        if (own instanceof ScanAnswer.Unavailable blind) {
            merged.silent.add(embedded.name() + ": " + blind.reason());
        }
        List<ScanAnswer> answers = asking.ask(
                configured, budget, (engine, time) -> engine.scan(raw, parsed, time), ScanAnswer.Unavailable::new);
        for (int i = 0; i < answers.size(); i++) {
            merged.add(configured.get(i), answers.get(i));
        }
        return merged.result(name());
    }

    /** The answers of all engines as one. */
    private static final class Merged {
        final List<Finding> engines = new ArrayList<>();
        final List<Finding> found = new ArrayList<>();
        final List<String> silent = new ArrayList<>();
        boolean infected;

        void add(VirusScanner scanner, ScanAnswer answer) {
            if (answer instanceof ScanAnswer.Clean clean) {
                engines.add(engine(clean.engine(), "clean"));
            } else if (answer instanceof ScanAnswer.Infected virus) {
                infected = true;
                engines.add(engine(virus.engine(), "infected"));
                found.add(virus(virus));
            } else if (answer instanceof ScanAnswer.Suspected suspected) {
                engines.add(engine(suspected.engine(), "suspected"));
                found.add(Finding.of(suspected.symbol(), described(suspected.name(), suspected.engine())));
            } else if (answer instanceof ScanAnswer.Unavailable blind) {
                String words = scanner.name() + ": " + blind.reason();
                if (scanner.isRequired()) {
                    silent.add(words);
                } else {
                    found.add(Finding.of(Ground.ENGINE_SILENT, words));
                }
            }
        }

        StageResult result(String stage) {
            List<Finding> all = new ArrayList<>(engines);
            all.addAll(found);
            if (infected) {
                silent.forEach(words -> all.add(Finding.of(Ground.ENGINE_SILENT, words)));
                return new StageResult.Decisive(VerdictName.VIRUS, all);
            }
            return silent.isEmpty()
                    ? new StageResult.Findings(all)
                    : new StageResult.Unavailable(stage, String.join("; ", silent), all);
        }
    }

    private static Finding virus(ScanAnswer.Infected infected) {
        return Finding.of(Ground.VIRUS, described(infected.virus(), infected.engine()));
    }

    private static String described(String name, EngineVersion engine) {
        return name + " (" + engine.text() + ")";
    }

    private static Finding engine(EngineVersion engine, String answer) {
        return Finding.of(Ground.ENGINE, engine.text() + ": " + answer);
    }
}
