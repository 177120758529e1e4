package org.ecluse.web.console.tracking;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.tracking.MessageSearch;
import org.ecluse.server.tracking.TimelineEvent;
import org.ecluse.server.tracking.Tombstone;
import org.ecluse.server.tracking.TrackedCopy;
import org.ecluse.server.tracking.TrackingService;
import org.ecluse.verdict.VerdictName;
import org.ecluse.web.console.frame.PagedModel;
import org.ecluse.web.console.frame.Shown;
import org.ecluse.web.security.CurrentViewer;

/** Message tracking: copies, what was destroyed, and what was refused before there was a message (B3, B16). */
@Named
@ViewScoped
public class TrackingView implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int DAYS_BACK = 7;

    @Inject
    private TrackingService tracking;

    @Inject
    private CurrentViewer current;

    @Inject
    private Shown shown;

    private final PagedModel<TrackedCopy> copies = new PagedModel<>(this::copies);
    private final PagedModel<Tombstone> destroyed = new PagedModel<>(this::destroyed);
    private final PagedModel<TimelineEvent> refused = new PagedModel<>(this::refused);
    private String recipient = "";
    private String sender = "";
    private String subject = "";
    private VerdictName verdict;
    private LocalDate firstDay;
    private LocalDate lastDay;
    private String view = "messages";

    /** Looks at the last seven days unless the page was asked for others. */
    public void open() {
        if (firstDay == null) {
            firstDay = LocalDate.ofInstant(Instant.now(), shown.zone()).minusDays(DAYS_BACK - 1);
        }
    }

    /** SPAM.R is no verdict on a message: tries with it stand among those refused before there was one. */
    public void find() {
        if (verdict == VerdictName.GREY) {
            view = "refused";
        }
    }

    public void reset() {
        recipient = "";
        sender = "";
        subject = "";
        verdict = null;
        firstDay = null;
        lastDay = null;
        open();
    }

    private MessageSearch search() {
        return new MessageSearch(
                Optional.empty(),
                recipient,
                sender,
                subject,
                verdict == null ? Set.of() : Set.of(verdict),
                Optional.ofNullable(firstDay).map(shown::startOf),
                Optional.ofNullable(lastDay).map(day -> shown.startOf(day.plusDays(1))));
    }

    private Page<TrackedCopy> copies(PageRequest request) {
        return tracking.search(current.viewer(), search(), request);
    }

    private Page<Tombstone> destroyed(PageRequest request) {
        return tracking.destroyed(current.viewer(), search(), request);
    }

    private Page<TimelineEvent> refused(PageRequest request) {
        return tracking.refused(current.viewer(), search(), request);
    }

    public PagedModel<TrackedCopy> getCopies() {
        return copies;
    }

    public PagedModel<Tombstone> getDestroyed() {
        return destroyed;
    }

    public PagedModel<TimelineEvent> getRefused() {
        return refused;
    }

    public VerdictName[] getVerdicts() {
        return VerdictName.values();
    }

    public String getRecipient() {
        return recipient;
    }

    public void setRecipient(String value) {
        recipient = value;
    }

    public String getSender() {
        return sender;
    }

    public void setSender(String value) {
        sender = value;
    }

    public String getSubject() {
        return subject;
    }

    public void setSubject(String value) {
        subject = value;
    }

    public VerdictName getVerdict() {
        return verdict;
    }

    public void setVerdict(VerdictName value) {
        verdict = value;
    }

    public LocalDate getFirstDay() {
        return firstDay;
    }

    public void setFirstDay(LocalDate value) {
        firstDay = value;
    }

    public LocalDate getLastDay() {
        return lastDay;
    }

    public void setLastDay(LocalDate value) {
        lastDay = value;
    }

    /** Which table is shown: {@code messages}, {@code destroyed} or {@code refused}. */
    public String getView() {
        return view;
    }

    public void setView(String value) {
        view = value;
    }
}
