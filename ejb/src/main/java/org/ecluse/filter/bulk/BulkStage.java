package org.ecluse.filter.bulk;

import java.util.Optional;
import org.ecluse.filter.FilterStage;
import org.ecluse.filter.MailTransaction;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.policy.BulkClass;
import org.ecluse.reading.Reading;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.StageResult;

/**
 * Tells advertising, newsletters and social-network notices by the marks that honest senders set (R2.2). Mail that answers or
 * accompanies something the reader did – orders, invoices, passwords, discussions, tickets – is none of them.
 */
public final class BulkStage implements FilterStage {
    @Override
    public String name() {
        return "bulk";
    }

    @Override
    public StageResult examine(MailTransaction mail) {
        ParsedMessage parsed = mail.parsed();
        if (Discussion.isOne(parsed)) {
            return StageResult.nothing();
        }
        Reading reading = mail.reading();
        BulkWords words = BulkWords.of(parsed.subject(), reading);
        BulkMarks marks = BulkMarks.of(parsed, reading, words);
        boolean network = BulkScores.isNetwork(parsed);
        if (!network && !marks.areEnough() && !isNotice(parsed, words)) {
            return StageResult.nothing();
        }
        Optional<BulkClass> bulk = BulkScores.of(parsed, reading, words).decide(network);
        String detail = marks.seen().isEmpty() ? "social network" : String.join(", ", marks.seen());
        return bulk.map(found -> StageResult.of(Finding.of(Ground.symbolOf(found), detail)))
                .orElseGet(StageResult::nothing);
    }

    /** Networks that no list names: automatic mail whose subject speaks of followers, friends and comments. */
    private static boolean isNotice(ParsedMessage parsed, BulkWords words) {
        return parsed.first("Auto-Submitted").isPresent() && words.inSubject("SOCIAL") > 0;
    }
}
