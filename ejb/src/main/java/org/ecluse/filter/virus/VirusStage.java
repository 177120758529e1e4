package org.ecluse.filter.virus;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.ecluse.filter.FilterStage;
import org.ecluse.filter.MailTransaction;
import org.ecluse.mail.Budget;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.RawMessage;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.StageResult;
import org.ecluse.verdict.VerdictName;

/** Asks every antivirus engine (R2.5). One that finds something decides; one that does not answer leaves the mail unchecked (B8). */
public final class VirusStage implements FilterStage {
    private final List<VirusScanner> configured;
    private final SignatureScanner embedded;

    /** @param configured engines that all must answer; none: mail is looked at by the embedded engine only, and says so */
    public VirusStage(List<VirusScanner> configured, SignatureScanner embedded) {
        this.configured = List.copyOf(configured);
        this.embedded = embedded;
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
            return infected(infected, List.of());
        }
        List<Finding> engines = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        if (own instanceof ScanAnswer.Unavailable blind) {
            silent.add(embedded.name() + ": " + blind.reason());
        }
        for (VirusScanner scanner : configured) {
            ScanAnswer answer = scanner.scan(raw, parsed, budget);
            if (answer instanceof ScanAnswer.Infected infected) {
                engines.add(engine(infected.engine()));
                return infected(infected, engines);
            }
            if (answer instanceof ScanAnswer.Clean clean) {
                engines.add(engine(clean.engine()));
            } else if (answer instanceof ScanAnswer.Suspected suspected) {
                engines.add(engine(suspected.engine()));
                engines.add(Finding.of(suspected.symbol(), described(suspected.name(), suspected.engine())));
            } else if (answer instanceof ScanAnswer.Unavailable blind) {
                silent.add(scanner.name() + ": " + blind.reason());
            }
        }
        return silent.isEmpty()
                ? new StageResult.Findings(engines)
                : new StageResult.Unavailable(name(), silent.stream().collect(Collectors.joining("; ")), engines);
    }

    private static StageResult infected(ScanAnswer.Infected infected, List<Finding> engines) {
        List<Finding> findings = new ArrayList<>(engines);
        findings.add(Finding.of(Ground.VIRUS, described(infected.virus(), infected.engine())));
        return new StageResult.Decisive(VerdictName.VIRUS, findings);
    }

    private static String described(String name, EngineVersion engine) {
        return name + " (" + engine.text() + ")";
    }

    private static Finding engine(EngineVersion engine) {
        return Finding.of(Ground.ENGINE, engine.text());
    }
}
