package org.ecluse.server.greylist;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ecluse.link.LandingPage.Fact;
import org.ecluse.link.LandingPage.Tone;
import org.ecluse.link.SenderPage;
import org.ecluse.link.SenderPage.Topic;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.text.Texts;

/**
 * Makes the page that a delayed sender is pointed to (B7). An id that is unknown or over gets the general explanation; none of
 * them tells whether a recipient exists, and none shows an address.
 */
@ApplicationScoped
public class DelayPages {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final long SECONDS_UP_TO = 120;
    private static final long MINUTES_UP_TO = 120;

    @Inject
    private GreyNotices notices;

    @Inject
    private Clock clock;

    /** @param id what stood after {@code /d/} */
    public SenderPage page(String id, Texts texts) {
        Instant now = clock.instant();
        Optional<GreyNotice> notice = find(id).filter(found -> now.isBefore(found.forgetAt()));
        if (notice.isEmpty()) {
            return general(texts);
        }
        return notice.get().passed() ? passed(notice.get(), texts) : waiting(notice.get(), texts, now);
    }

    /** For who asks too often. */
    public static SenderPage busy(Texts texts) {
        return new SenderPage(
                Topic.DELAY,
                Tone.PROBLEM,
                texts.say("delay.title.busy"),
                texts.say("delay.busy"),
                List.of(),
                List.of(),
                List.of());
    }

    private Optional<GreyNotice> find(String id) {
        if (!ID.matcher(id).matches()) {
            return Optional.empty();
        }
        try {
            return notices.ofSender(id);
        } catch (EJBException e) {
            ServerLog.LOG.debug("notice of a delay not readable", e);
            return Optional.empty();
        }
    }

    private static SenderPage general(Texts texts) {
        return new SenderPage(
                Topic.DELAY,
                Tone.QUESTION,
                texts.say("delay.title.general"),
                texts.say("delay.what"),
                List.of(),
                List.of(),
                List.of(texts.say("delay.when.general"), texts.say("delay.postmaster.general")));
    }

    private static SenderPage passed(GreyNotice notice, Texts texts) {
        return new SenderPage(
                Topic.DELAY,
                Tone.DONE,
                texts.say("delay.title.passed"),
                texts.say("delay.passed"),
                List.of(fact(texts, "first", time(notice.firstAt(), texts))),
                reasons(notice, texts),
                List.of(texts.say("delay.postmaster")));
    }

    private static SenderPage waiting(GreyNotice notice, Texts texts, Instant now) {
        return new SenderPage(
                Topic.DELAY,
                Tone.QUESTION,
                texts.say("delay.title.waiting"),
                when(notice, texts, now),
                List.of(
                        fact(texts, "first", time(notice.firstAt(), texts)),
                        fact(texts, "from", time(notice.retryFrom(), texts)),
                        fact(texts, "until", time(notice.retryUntil(), texts)),
                        fact(texts, "tries", Integer.toString(notice.tries()))),
                reasons(notice, texts),
                List.of(texts.say("delay.what"), texts.say("delay.postmaster")));
    }

    private static String when(GreyNotice notice, Texts texts, Instant now) {
        String until = time(notice.retryUntil(), texts);
        if (now.isBefore(notice.retryFrom())) {
            return texts.say(
                    "delay.when.early",
                    time(notice.retryFrom(), texts),
                    until,
                    words(Duration.between(now, notice.retryFrom()), texts));
        }
        return texts.say(now.isAfter(notice.retryUntil()) ? "delay.when.over" : "delay.when.now", until);
    }

    private static List<String> reasons(GreyNotice notice, Texts texts) {
        if (notice.doubts().isEmpty()) {
            return List.of(texts.say("delay.why.none"));
        }
        return notice.doubts().stream()
                .sorted()
                .map(doubt -> texts.say("delay.doubt." + doubt.name()))
                .toList();
    }

    private static Fact fact(Texts texts, String label, String value) {
        return new Fact(texts.say("delay.label." + label), value);
    }

    private static String time(Instant time, Texts texts) {
        return DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm:ss", texts.locale())
                .withZone(ZoneOffset.UTC)
                .format(time);
    }

    /** Rounded up: so long is enough to wait. */
    private static String words(Duration wait, Texts texts) {
        long seconds = wait.plusMillis(999).toSeconds();
        if (seconds < SECONDS_UP_TO) {
            return texts.say("delay.in.seconds", seconds);
        }
        long minutes = (seconds + 59) / 60;
        return minutes < MINUTES_UP_TO
                ? texts.say("delay.in.minutes", minutes)
                : texts.say("delay.in.hours", (minutes + 59) / 60);
    }
}
