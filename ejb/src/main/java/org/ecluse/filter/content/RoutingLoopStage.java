package org.ecluse.filter.content;

import java.util.List;
import java.util.Locale;
import org.ecluse.filter.FilterStage;
import org.ecluse.filter.MailTransaction;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.StageResult;

/** Notes mail that goes round in circles: {@value #MOST_HOPS} trace fields, or our own three times (RFC 5321 section 6.3). */
public final class RoutingLoopStage implements FilterStage {
    static final int MOST_HOPS = 100;
    static final int MOST_OWN_TRACES = 3;

    private final String ownTrace;

    /** @param hostName of this service, as its own trace fields name it after {@code by} */
    public RoutingLoopStage(String hostName) {
        this.ownTrace = " by " + hostName.toLowerCase(Locale.ROOT) + " ";
    }

    @Override
    public String name() {
        return "routing-loop";
    }

    @Override
    public StageResult examine(MailTransaction mail) {
        List<String> trace = mail.parsed().values("Received");
        long own = trace.stream()
                .filter(hop -> (" " + hop.toLowerCase(Locale.ROOT) + " ").contains(ownTrace))
                .count();
        return trace.size() >= MOST_HOPS || own >= MOST_OWN_TRACES
                ? StageResult.of(Finding.of(Ground.LOOP, trace.size() + " hops, " + own + " of them here"))
                : StageResult.nothing();
    }
}
