package org.ecluse.server.quarantine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.ecluse.mail.Budget;
import org.ecluse.mail.MailReader;
import org.ecluse.mail.RawMessage;
import org.ecluse.quarantine.ContentCheck;
import org.ecluse.server.scanning.AntivirusEngines;
import org.ecluse.server.scanning.ScanExecutor;
import org.ecluse.server.scanning.ScanExecutor.BusyException;
import org.ecluse.settings.ServerSettings;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.StageResult;

/** Asks the antivirus engines again, on the bounded scan threads. */
@ApplicationScoped
public class VirusRecheck implements ContentCheck {
    private static final long BYTE_BUDGET = 400L * 1024 * 1024;
    private static final long ENTRY_BUDGET = 20_000;

    @Inject
    MailReader reader;

    @Inject
    ScanExecutor executor;

    @Inject
    AntivirusEngines engines;

    @Inject
    ServerSettings settings;

    @Override
    public Answer check(RawMessage message) {
        try {
            return answer(executor.run(() -> {}, () -> scan(message)));
        } catch (BusyException | TimeoutException e) {
            return new Answer(Result.UNAVAILABLE, e.toString());
        } catch (ExecutionException e) {
            return new Answer(Result.UNAVAILABLE, String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(Result.UNAVAILABLE, "interrupted");
        }
    }

    private StageResult scan(RawMessage message) throws IOException {
        Budget budget = Budget.of(settings.scan().totalTime(), BYTE_BUDGET, ENTRY_BUDGET);
        return engines.stage().examine(message, reader.read(message, budget), budget);
    }

    private static Answer answer(StageResult result) {
        if (result instanceof StageResult.Unavailable blind) {
            return new Answer(Result.UNAVAILABLE, blind.reason());
        }
        if (result instanceof StageResult.Decisive decisive) {
            return new Answer(Result.INFECTED, details(decisive.list(), Ground.VIRUS));
        }
        List<Finding> findings = ((StageResult.Findings) result).list();
        return new Answer(Result.CLEAN, details(findings, Ground.ENGINE));
    }

    private static String details(List<Finding> findings, String symbol) {
        return findings.stream()
                .filter(finding -> finding.symbol().equals(symbol))
                .map(Finding::detail)
                .collect(Collectors.joining(", "));
    }
}
