package org.ecluse.web.console.tracking;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ecluse.quarantine.Releaser;
import org.ecluse.server.quarantine.QuarantineClass;
import org.ecluse.server.tracking.EventKind;
import org.ecluse.server.tracking.GreyTrace;
import org.ecluse.server.tracking.Look;
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

    private static final Pattern PASSAGE = Pattern.compile("(\\d{1,4}) × (.{1,20})");

    /** What the client was told stands in the detail, with who it was. */
    private static final Set<EventKind> ANSWERED = EnumSet.of(EventKind.RCPT_REFUSED, EventKind.DEFERRED);

    /** Whose sentence says all of the detail. */
    private static final Set<EventKind> SAID = EnumSet.of(
            EventKind.DECIDED,
            EventKind.RCPT_REFUSED,
            EventKind.DEFERRED,
            EventKind.GREY_FIRST,
            EventKind.GREY_EARLY,
            EventKind.GREY_LATE,
            EventKind.GREY_PASSED);

    private static final Set<EventKind> GREY =
            EnumSet.of(EventKind.GREY_FIRST, EventKind.GREY_EARLY, EventKind.GREY_LATE);

    /** What the ledgers of lessons, banners and the quarantine write. */
    private static final Set<String> LESSONS = Set.of(
            "LESSON_SPAM",
            "LESSON_WANTED",
            "UNDONE_SPAM",
            "UNDONE_WANTED",
            "BANNER_SPAM",
            "BANNER_UNDONE",
            "NOT_SPAM_REPORTED",
            "NOT_SPAM_WITHDRAWN");

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
        if (ANSWERED.contains(event.kind()) && refusal.matches()) {
            String sender = refusal.group(2).isEmpty() ? "<>" : refusal.group(2);
            return texts.format("event." + event.kind() + ".from", sender, refusal.group(3), words(refusal.group(1)));
        }
        Optional<GreyTrace> trace = GreyTrace.parse(event.detail());
        if (trace.isPresent()) {
            return delay(event, trace.get());
        }
        Matcher passage = PASSAGE.matcher(event.detail());
        if (event.kind() == EventKind.GREY_PASSED && passage.matches()) {
            return texts.format("event.GREY_PASSED.after", passage.group(1), passage.group(2));
        }
        String actor = event.actor().isEmpty() ? "" : " " + texts.format("event.by", event.actor());
        return texts.get("event." + event.kind()) + actor;
    }

    /** Who was delayed, why, and what each side can do (B3). */
    private String delay(TimelineEvent event, GreyTrace trace) {
        Texts texts = language.texts();
        String why = trace.doubts().isEmpty()
                ? texts.get("greylist.why.new")
                : trace.doubts().stream()
                        .map(doubt -> texts.get("doubt." + doubt.name()))
                        .collect(Collectors.joining("; "));
        return texts.format(
                "event." + event.kind() + ".from",
                trace.sender().isEmpty() ? "<>" : trace.sender(),
                trace.client(),
                trace.number(),
                why);
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
        if (event.kind() == EventKind.SENDER_NOT_TOLD) {
            return language.texts().get("event.untold." + event.detail());
        }
        if (event.kind() == EventKind.VIEWED) {
            return Look.parse(event.detail()).map(this::look).orElse(event.detail());
        }
        if (event.kind() == EventKind.RELEASED) {
            return releaser(event.detail());
        }
        if (event.kind() == EventKind.LEARNED && LESSONS.contains(event.detail())) {
            return language.texts().get("event.LEARNED." + event.detail());
        }
        boolean said = SAID.contains(event.kind());
        return said ? "" : event.detail();
    }

    private String look(Look look) {
        String seen = language.texts().get("look." + look.subject());
        return look.role()
                .map(role -> seen + ", " + language.texts().get("role." + role))
                .orElse(seen);
    }

    /** In which capacity somebody released: the word of {@link Releaser} as people say it. */
    private String releaser(String word) {
        return Arrays.stream(Releaser.values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .map(each -> language.texts().get("releaser." + each))
                .orElse(word);
    }

    /** The verdict on a try that came before a message: SPAM.R for the grey zone's (R1.4), "" for other refusals. */
    public String verdict(TimelineEvent event) {
        return GREY.contains(event.kind()) ? VerdictName.GREY.label() : "";
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

    /** The reply's own words, as the sender got them; what filled them in is not kept. */
    private static String words(String reply) {
        Optional<Reply> known = Arrays.stream(Reply.values())
                .filter(each -> each.name().equals(reply))
                .findFirst();
        return known.map(found -> found.code() + " " + found.enhanced() + " "
                        + found.text().replace("%s", "…"))
                .orElse(reply);
    }
}
