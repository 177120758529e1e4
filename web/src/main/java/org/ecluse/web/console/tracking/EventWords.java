package org.ecluse.web.console.tracking;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ecluse.server.quarantine.QuarantineClass;
import org.ecluse.server.tracking.EventKind;
import org.ecluse.server.tracking.TimelineEvent;
import org.ecluse.verdict.Reply;
import org.ecluse.verdict.SymbolTexts;
import org.ecluse.verdict.VerdictName;
import org.ecluse.web.console.frame.Language;
import org.ecluse.web.console.frame.Shown;
import org.ecluse.web.text.Texts;

/** Timeline events in sentences (B3). */
@Named
@RequestScoped
public class EventWords {
    private static final Pattern DECISION = Pattern.compile("([A-Z_]+) ([A-Z_]+) (-?\\d+)");
    private static final Pattern REFUSAL = Pattern.compile("([A-Z_]+) <([^>]*)> \\[([^\\]]*)\\] ?(.*)");

    private static final Set<String> QUARANTINES =
            Arrays.stream(QuarantineClass.values()).map(Enum::name).collect(Collectors.toSet());

    /** The ledger of reports writes it before their date. */
    private static final String REPORT = "report ";

    @Inject
    private Language language;

    @Inject
    private Shown shown;

    public String sentence(TimelineEvent event) {
        Texts texts = language.texts();
        Matcher decision = DECISION.matcher(event.detail());
        if (event.kind() == EventKind.DECIDED && decision.matches()) {
            return texts.format(
                    "event.DECIDED.as",
                    label(decision.group(2)),
                    texts.get("fate." + decision.group(1)),
                    decision.group(3));
        }
        Matcher refusal = REFUSAL.matcher(event.detail());
        if (event.kind() == EventKind.RCPT_REFUSED && refusal.matches()) {
            String sender = refusal.group(2).isEmpty() ? "<>" : refusal.group(2);
            return texts.format("event.RCPT_REFUSED.from", sender, refusal.group(3), words(refusal.group(1)));
        }
        String actor = event.actor().isEmpty() ? "" : " " + texts.format("event.by", event.actor());
        return texts.get("event." + event.kind()) + actor;
    }

    /** What the sentence does not say yet. */
    public String detail(TimelineEvent event) {
        if (event.kind() == EventKind.QUARANTINED && QUARANTINES.contains(event.detail())) {
            return language.texts().get("class." + event.detail());
        }
        if (event.kind() == EventKind.QUEUED && event.detail().startsWith(REPORT)) {
            LocalDate date = LocalDate.parse(event.detail().substring(REPORT.length()));
            return language.texts().format("event.QUEUED.report", shown.day(date));
        }
        boolean said = event.kind() == EventKind.DECIDED || event.kind() == EventKind.RCPT_REFUSED;
        return said ? "" : event.detail();
    }

    /** The symbols of a tombstone in sentences (B16). */
    public List<String> reasons(String symbols) {
        return SymbolTexts.in(language.getLocale()).sentences(symbols);
    }

    private String label(String verdict) {
        return Arrays.stream(VerdictName.values())
                .filter(each -> each.name().equals(verdict))
                .map(SymbolTexts.in(language.getLocale())::verdict)
                .findFirst()
                .orElse(verdict);
    }

    /** The reply's own words, as the sender got them. */
    private static String words(String reply) {
        Optional<Reply> known = Arrays.stream(Reply.values())
                .filter(each -> each.name().equals(reply))
                .findFirst();
        return known.map(found -> found.code() + " " + found.enhanced() + " " + found.text())
                .orElse(reply);
    }
}
