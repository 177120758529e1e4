package org.ecluse.server.reputation;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ecluse.filter.reputation.Observation;
import org.ecluse.link.LandingPage.Fact;
import org.ecluse.link.LandingPage.Tone;
import org.ecluse.link.SenderPage;
import org.ecluse.link.SenderPage.Topic;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.server.reputation.ListedClient.State;
import org.ecluse.settings.ServerSettings;
import org.ecluse.text.Texts;

/**
 * Makes the page that a listed server's postmaster is pointed to (R1.8). An id that is unknown gets the general explanation; none of
 * the pages shows an address or who removed what.
 */
@ApplicationScoped
public class BlockPages {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{22}");

    @Inject
    private Listings listings;

    @Inject
    private ServerSettings settings;

    @Inject
    private Clock clock;

    /** @param id what stood after {@code /b/} */
    public SenderPage page(String id, Texts texts) {
        Optional<ListedClient> listing = find(id);
        if (listing.isEmpty()) {
            return general(texts);
        }
        State state = listing.get().state(clock.instant());
        return state == State.REFUSED || state == State.LISTED
                ? listed(listing.get(), state, texts)
                : over(listing.get(), texts);
    }

    /** For who asks too often. */
    public static SenderPage busy(Texts texts) {
        return new SenderPage(
                Topic.BLOCK,
                Tone.PROBLEM,
                texts.say("block.title.busy"),
                texts.say("block.busy"),
                List.of(),
                List.of(),
                List.of());
    }

    private Optional<ListedClient> find(String id) {
        if (!ID.matcher(id).matches()) {
            return Optional.empty();
        }
        try {
            return listings.ofSender(id);
        } catch (EJBException e) {
            ServerLog.LOG.debug("listing not readable", e);
            return Optional.empty();
        }
    }

    private SenderPage general(Texts texts) {
        return new SenderPage(
                Topic.BLOCK,
                Tone.QUESTION,
                texts.say("block.title.general"),
                texts.say("block.what"),
                List.of(),
                List.of(),
                List.of(texts.say("block.leave"), contact(texts)));
    }

    private SenderPage listed(ListedClient listing, State state, Texts texts) {
        List<Fact> facts = new ArrayList<>(List.of(
                fact(texts, "since", time(listing.listedAt(), texts)),
                fact(texts, "last", time(listing.lastAt(), texts))));
        if (state == State.REFUSED) {
            listing.refusedUntil().ifPresent(until -> facts.add(fact(texts, "refused", time(until, texts))));
        }
        facts.add(fact(texts, "until", time(listing.endsAt(), texts)));
        facts.add(fact(texts, "reference", listing.id()));
        return new SenderPage(
                Topic.BLOCK,
                Tone.PROBLEM,
                texts.say("block.title." + state.name()),
                texts.say("block.lead." + state.name()),
                facts,
                reasons(listing, texts),
                List.of(texts.say("block.leave"), contact(texts)));
    }

    private static SenderPage over(ListedClient listing, Texts texts) {
        return new SenderPage(
                Topic.BLOCK,
                Tone.DONE,
                texts.say("block.title.over"),
                texts.say("block.over"),
                List.of(fact(texts, "since", time(listing.listedAt(), texts))),
                reasons(listing, texts),
                List.of(texts.say("block.again")));
    }

    private static List<String> reasons(ListedClient listing, Texts texts) {
        return listing.seen().numbers().entrySet().stream()
                .filter(each -> each.getKey() != Observation.GOOD_MAIL)
                .map(each -> texts.say("block.seen." + each.getKey().name(), each.getValue()))
                .toList();
    }

    private String contact(Texts texts) {
        return texts.say("block.contact", "postmaster@" + settings.service().domain());
    }

    private static Fact fact(Texts texts, String label, String value) {
        return new Fact(texts.say("block.label." + label), value);
    }

    private static String time(Instant time, Texts texts) {
        return DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm:ss 'UTC'", texts.locale())
                .withZone(ZoneOffset.UTC)
                .format(time);
    }
}
