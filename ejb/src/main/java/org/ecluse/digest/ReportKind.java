package org.ecluse.digest;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ecluse.verdict.VerdictName;

/** A kind of held mail that a report may tell of or leave out. Mail held as a threat is in no report. */
public enum ReportKind {
    SPAM(VerdictName.SPAM_QUARANTINED),
    BULK(VerdictName.PNS),
    CONTENT(VerdictName.CONTENT),
    SIZE(VerdictName.SIZE);

    private final VerdictName verdict;

    ReportKind(VerdictName verdict) {
        this.verdict = verdict;
    }

    /** All of them. */
    public static Set<ReportKind> all() {
        return EnumSet.allOf(ReportKind.class);
    }

    /**
     * Verdicts that are told of: those of {@code kinds}, and every one that is of no kind, such as a copy that somebody held by hand, so
     * that leaving out a kind never hides another.
     */
    public static Set<VerdictName> verdicts(Collection<ReportKind> kinds) {
        Set<VerdictName> left = all().stream()
                .filter(kind -> !kinds.contains(kind))
                .map(kind -> kind.verdict)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(VerdictName.class)));
        return Stream.of(VerdictName.values())
                .filter(name -> !left.contains(name))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(VerdictName.class)));
    }
}
