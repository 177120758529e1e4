package org.ecluse.web.console.quarantine;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.digest.Subscription;
import org.ecluse.server.digest.SubscriptionRequest;
import org.ecluse.server.digest.SubscriptionService;
import org.ecluse.web.console.frame.Feedback;
import org.ecluse.web.console.frame.PagedModel;
import org.ecluse.web.security.CurrentViewer;

/** Who gets the daily report: {@code Ajouter un abonnement} (R3.2). */
@Named
@ViewScoped
public class SubscriptionsView implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private SubscriptionService subscriptions;

    @Inject
    private CurrentViewer current;

    @Inject
    private Feedback feedback;

    private final PagedModel<Subscription> model = new PagedModel<>(this::page);
    private String search = "";
    private String address = "";
    private String locale = "";
    private int reportHour = 6;

    public void add() {
        SubscriptionRequest request = new SubscriptionRequest(
                address.strip(),
                Optional.of(locale).filter(code -> !code.isEmpty()),
                Optional.empty(),
                Optional.of(reportHour));
        Optional<Subscription> added = feedback.attempt(() -> subscriptions.subscribe(current.viewer(), request));
        if (added.isPresent()) {
            feedback.done("subscriptions.added", added.get().address());
            address = "";
        }
    }

    public void end(String subscribed) {
        subscriptions.unsubscribe(current.viewer(), subscribed);
        feedback.done("subscriptions.ended", subscribed);
    }

    private Page<Subscription> page(PageRequest request) {
        return subscriptions.list(current.viewer(), Optional.of(search).filter(text -> !text.isBlank()), request);
    }

    public PagedModel<Subscription> getModel() {
        return model;
    }

    public List<Integer> getHours() {
        return IntStream.range(0, 24).boxed().toList();
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

    public int getReportHour() {
        return reportHour;
    }

    public void setReportHour(int value) {
        reportHour = value;
    }
}
