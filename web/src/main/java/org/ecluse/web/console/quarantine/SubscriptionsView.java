package org.ecluse.web.console.quarantine;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ecluse.digest.ReportKind;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.account.EndedLinks;
import org.ecluse.server.digest.Subscription;
import org.ecluse.server.digest.SubscriptionRequest;
import org.ecluse.server.digest.SubscriptionService;
import org.ecluse.web.console.frame.Feedback;
import org.ecluse.web.console.frame.PagedModel;
import org.ecluse.web.console.frame.Shown;
import org.ecluse.web.security.CurrentViewer;

/** Who gets which report: {@code Ajouter un abonnement} (R3.2). */
@Named
@ViewScoped
public class SubscriptionsView implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private SubscriptionService subscriptions;

    @Inject
    private EndedLinks links;

    @Inject
    private CurrentViewer current;

    @Inject
    private Feedback feedback;

    @Inject
    private Shown shown;

    private final PagedModel<Subscription> model = new PagedModel<>(this::page);
    private String search = "";
    private String address = "";
    private String locale = "";
    private String reportHours = "6";
    private String receiver = "";
    private String watched = "";
    private String linksOf = "";
    private Map<ReportKind, Boolean> told = allTold();

    public void add() {
        Optional<Subscription> added = feedback.attempt(() -> subscriptions.subscribe(current.viewer(), request()));
        if (added.isPresent()) {
            feedback.done("subscriptions.added", added.get().address());
            address = "";
            receiver = "";
            watched = "";
            told = allTold();
        }
    }

    private SubscriptionRequest request() {
        return new SubscriptionRequest(
                address.strip(),
                Optional.of(locale).filter(code -> !code.isEmpty()),
                Optional.empty(),
                Optional.of(words(reportHours).map(SubscriptionsView::hour).toList()),
                Optional.of(receiver.strip()),
                Optional.of(words(watched).toList()),
                Optional.of(told.entrySet().stream()
                        .filter(Map.Entry::getValue)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet())));
    }

    private static int hour(String word) {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw (InvalidInputException) new InvalidInputException("reportHour", "error.hour.range").initCause(e);
        }
    }

    private static Stream<String> words(String text) {
        return Arrays.stream(text.split("[\\s,;]+")).filter(word -> !word.isEmpty());
    }

    private static Map<ReportKind, Boolean> allTold() {
        Map<ReportKind, Boolean> all = new EnumMap<>(ReportKind.class);
        ReportKind.all().forEach(kind -> all.put(kind, true));
        return all;
    }

    public void end(String subscribed) {
        subscriptions.unsubscribe(current.viewer(), subscribed);
        feedback.done("subscriptions.ended", subscribed);
    }

    /** Ends every link that was mailed to a user, subscribed or not. */
    public void endLinks() {
        try {
            feedback.done("links.ended", links.end(current.viewer(), linksOf).key());
            linksOf = "";
        } catch (NotThereException e) {
            feedback.error("error.address.foreign");
        }
    }

    private Page<Subscription> page(PageRequest request) {
        return subscriptions.list(current.viewer(), Optional.of(search).filter(text -> !text.isBlank()), request);
    }

    public PagedModel<Subscription> getModel() {
        return model;
    }

    /** 06:00, 14:00 … */
    public String hoursOf(Subscription subscription) {
        return subscription.reportHours().stream().map(shown::hour).collect(Collectors.joining(", "));
    }

    public List<ReportKind> getAllKinds() {
        return List.copyOf(ReportKind.all());
    }

    /** Which kinds the new report tells of. */
    public Map<ReportKind, Boolean> getTold() {
        return told;
    }

    public String getReceiver() {
        return receiver;
    }

    public void setReceiver(String value) {
        receiver = value == null ? "" : value;
    }

    /** Addresses with blanks, commas or lines between. */
    public String getWatched() {
        return watched;
    }

    public void setWatched(String value) {
        watched = value == null ? "" : value;
    }

    public String getLinksOf() {
        return linksOf;
    }

    public void setLinksOf(String value) {
        linksOf = value == null ? "" : value;
    }

    public String getSearch() {
        return search;
    }

    public void setSearch(String value) {
        search = value;
    }

    public String getAddress() {
        return address;
    }

    public void setAddress(String value) {
        address = value;
    }

    public String getLocale() {
        return locale;
    }

    public void setLocale(String value) {
        // A menu's empty choice comes as null.
        locale = value == null ? "" : value;
    }

    /** Hours with blanks or commas between. */
    public String getReportHours() {
        return reportHours;
    }

    public void setReportHours(String value) {
        reportHours = value == null ? "" : value;
    }
}
