package org.ecluse.filter.content;

import java.util.ArrayList;
import java.util.List;
import org.ecluse.filter.FilterStage;
import org.ecluse.filter.MailTransaction;
import org.ecluse.mail.MailFault;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.StageResult;

/** Reports what reading the message found wrong; a message of which a part was not seen is never clean. */
public final class StructureStage implements FilterStage {
    @Override
    public String name() {
        return "structure";
    }

    @Override
    public StageResult examine(MailTransaction mail) {
        List<Finding> findings = new ArrayList<>();
        for (String symbol : mail.parsed().faults()) {
            MailFault fault = MailFault.valueOf(symbol);
            if (fault == MailFault.READ_TIME) {
                return new StageResult.Unavailable(name(), "the message could not be read in time");
            }
            findings.add(Finding.of(symbol));
            if (fault.hidesContent()) {
                findings.add(Finding.of(Ground.INCOMPLETE, symbol));
            }
        }
        return new StageResult.Findings(findings);
    }
}
