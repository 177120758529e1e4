package org.ecluse.web.console.reputation;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ecluse.rate.RateUse;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.rates.ClientRates;
import org.ecluse.server.reputation.BlockListing;
import org.ecluse.server.reputation.ListedClient;
import org.ecluse.server.reputation.ListedClient.State;
import org.ecluse.web.console.frame.Feedback;
import org.ecluse.web.console.frame.Language;
import org.ecluse.web.console.frame.PagedModel;
import org.ecluse.web.security.CurrentViewer;

/** {@code Administration > Serveurs refusés}: the internal block list (R1.8), and who is near a limit (B11). */
@Named
@ViewScoped
public class ReputationView implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private BlockListing listings;

    @Inject
    private ClientRates rates;

    @Inject
    private CurrentViewer current;

    @Inject
    private Feedback feedback;

    @Inject
    private Language language;

    private final PagedModel<ListedClient> listed = new PagedModel<>(this::page);
    private final PagedModel<RateUse> near = new PagedModel<>(this::near);
    private String search = "";

    public void remove(ListedClient listing) {
        feedback.attempt(() -> listings.remove(current.viewer(), listing.id()))
                .ifPresent(removed -> feedback.done("reputation.removed", removed.client()));
    }

    public void putBack(ListedClient listing) {
        feedback.attempt(() -> listings.putBack(current.viewer(), listing.id()))
                .ifPresent(back -> feedback.done("reputation.back", back.client()));
    }

    /** What was seen, a line for each kind. */
    public List<String> reasons(ListedClient listing) {
        return listing.counts().entrySet().stream()
                .map(each -> language.texts().format("reputation.seen." + each.getKey(), each.getValue()))
                .toList();
    }

    /** In how long a time that was seen: {@code in 6 h}. */
    public String within(ListedClient listing) {
        Duration time = Duration.between(listing.countedSince(), listing.lastAt());
        return time.toHours() > 0
                ? language.texts().format("reputation.within.hours", time.toHours())
                : language.texts().format("reputation.within.minutes", Math.max(1, time.toMinutes()));
    }

    public State state(ListedClient listing) {
        return listings.state(listing);
    }

    /** Style of the listing's state. */
    public String mark(ListedClient listing) {
        return switch (state(listing)) {
            case REFUSED -> "tag bad";
            case LISTED -> "tag warn";
            case REMOVED -> "tag good";
            case ENDED -> "tag";
        };
    }

    public boolean isRemovable(ListedClient listing) {
        return state(listing) == State.REFUSED || state(listing) == State.LISTED;
    }

    /** Whether the removal can be undone. */
    public boolean isReturnable(ListedClient listing) {
        return listings.isReturnable(listing);
    }

    /** {@code 90 of 100 recipients per minute}. */
    public String use(RateUse use) {
        return language.texts()
                .format(
                        "reputation.rate.use",
                        use.used(),
                        use.limit(),
                        language.texts()
                                .get("reputation.rate.unit." + use.unit().name()),
                        language.texts()
                                .get("reputation.rate.window." + use.window().name()));
    }

    /** When there is room again; empty while there is. */
    public Optional<String> free(RateUse use) {
        long seconds = use.freeIn().toSeconds();
        if (seconds == 0) {
            return Optional.empty();
        }
        return Optional.of(
                seconds < 120
                        ? language.texts().format("duration.seconds", seconds)
                        : language.texts().format("duration.minutes", seconds / 60));
    }

    private Page<ListedClient> page(PageRequest request) {
        return listings.list(current.viewer(), search, request);
    }

    private Page<RateUse> near(PageRequest request) {
        return rates.near(current.viewer(), request);
    }

    public PagedModel<ListedClient> getListed() {
        return listed;
    }

    public PagedModel<RateUse> getNear() {
        return near;
    }

    public String getSearch() {
        return search;
    }

    public void setSearch(String text) {
        search = text;
    }
}
