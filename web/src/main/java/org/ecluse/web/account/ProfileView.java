package org.ecluse.web.account;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ecluse.mail.EmailAddress;
import org.ecluse.policy.FilterLevel;
import org.ecluse.server.account.Reader;
import org.ecluse.server.digest.Subscription;
import org.ecluse.server.digest.SubscriptionRequest;
import org.ecluse.server.digest.SubscriptionService;
import org.ecluse.server.profile.FilterProfile;
import org.ecluse.server.profile.FilterProfiles;
import org.ecluse.web.console.frame.Feedback;
import org.ecluse.web.console.frame.Language;
import org.ecluse.web.security.CurrentReader;

/** A user's filter level (R3.9), and when and in which language the report comes. */
@Named
@ViewScoped
public class ProfileView implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private FilterProfiles profiles;

    @Inject
    private SubscriptionService subscriptions;

    @Inject
    private CurrentReader current;

    @Inject
    private Language language;

    @Inject
    private Feedback feedback;

    private FilterLevel level;
    private boolean report;
    private Integer[] hours = {};
    private String locale;
    private transient FilterProfile profile;

    @PostConstruct
    void read() {
        level = getProfile().level();
        Optional<Subscription> subscription =
                subscriptions.ofRecipient(current.reader().address().key());
        report = subscription.filter(Subscription::active).isPresent();
        hours = subscription
                .map(Subscription::reportHours)
                .orElse(List.of(SubscriptionService.DEFAULT_HOUR))
                .toArray(Integer[]::new);
        locale = current.reader().locale().equals("fr") ? "fr" : "en";
    }

    public void saveLevel() {
        choose(Optional.of(level));
    }

    /** The customer's level again (R3.13). */
    public void restoreLevel() {
        choose(Optional.empty());
    }

    private void choose(Optional<FilterLevel> wanted) {
        EmailAddress address = current.reader().address();
        if (feedback.attempt(() -> profiles.choose(address, wanted))) {
            feedback.done("account.level.saved");
        }
        profile = null;
        level = getProfile().level();
    }

    /** Then the page is shown again, in the language that was chosen. */
    public String saveReport() {
        if (!feedback.attempt(this::keepReport)) {
            return null;
        }
        feedback.done("account.report.saved");
        feedback.keep();
        return language.speak(locale);
    }

    private void keepReport() {
        Reader reader = current.reader();
        String address = reader.address().key();
        if (report) {
            subscriptions.setByRecipient(
                    reader.customerId(),
                    SubscriptionRequest.at(
                            address,
                            Optional.of(locale),
                            Optional.of(reader.zone().getId()),
                            Optional.of(List.of(hours))));
        } else {
            subscriptions.setActiveByRecipient(address, false);
        }
    }

    public FilterProfile getProfile() {
        if (profile == null) {
            profile = profiles.of(current.reader().address());
        }
        return profile;
    }

    /** Those that the customer allows, the strictest first. */
    public List<FilterLevel> getLevels() {
        return Arrays.stream(FilterLevel.values()).filter(getProfile()::allows).toList();
    }

    /** The user sorts: there is nothing to report, and that is not what most want (R3.13). */
    public boolean isUnfiltered() {
        return getProfile().level() == FilterLevel.AUCUN;
    }

    public List<Integer> getAllHours() {
        return IntStream.range(0, 24).boxed().toList();
    }

    public FilterLevel getLevel() {
        return level;
    }

    public void setLevel(FilterLevel value) {
        level = value;
    }

    public boolean isReport() {
        return report;
    }

    public void setReport(boolean value) {
        report = value;
    }

    /** Several a day are possible; one at least. */
    public Integer[] getHours() {
        return hours.clone();
    }

    public void setHours(Integer[] value) {
        hours = value.clone();
    }

    public String getLocale() {
        return locale;
    }

    public void setLocale(String value) {
        locale = value;
    }
}
