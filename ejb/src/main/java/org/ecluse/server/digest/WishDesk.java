package org.ecluse.server.digest;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ecluse.link.LinkPurpose;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.MessageId;
import org.ecluse.server.digest.AnswerLedger.Kind;
import org.ecluse.server.digest.AnswerLedger.Room;
import org.ecluse.server.digest.MailWishes.Waiting;
import org.ecluse.server.digest.ReportService.Outcome;
import org.ecluse.server.directory.DomainFacts;
import org.ecluse.server.directory.RecipientDirectory;
import org.ecluse.server.directory.probe.RecipientProbe;
import org.ecluse.server.link.LinkService;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.server.ownmail.OwnMail;
import org.ecluse.server.ownmail.OwnMailService;
import org.ecluse.settings.ServerSettings;
import org.ecluse.text.Texts;

/**
 * Does what people ask for by mail to the quarantine address (R3.3, R3.4). Anybody can write in somebody's name, so nothing goes
 * anywhere but to the address itself or its report's receiver, and nothing changes without a proven sender or a confirmed link.
 */
@ApplicationScoped
public class WishDesk {
    private static final int MOST_AT_ONCE = 100;

    /** What cannot be answered after so many is not. */
    private static final int MOST_TRIES = 3;

    private static final Duration DOMAIN_FULL_WAIT = Duration.ofMinutes(1);
    private static final Duration CONFIRMATION = Duration.ofDays(7);

    @Inject
    MailWishes wishes;

    @Inject
    AnswerLedger answers;

    @Inject
    SubscriptionService subscriptions;

    @Inject
    ReportService reports;

    @Inject
    ReplyDesk replies;

    @Inject
    RecipientDirectory directory;

    @Inject
    RecipientProbe probe;

    @Inject
    LinkService links;

    @Inject
    OwnMailService ownMail;

    @Inject
    ServerSettings settings;

    @Inject
    Clock clock;

    /** One after the other, each claimed for as long as it may take. @throws SQLException the database cannot be read now */
    public void answerWhatWaits() throws SQLException {
        for (Waiting each : wishes.due(MOST_AT_ONCE)) {
            if (wishes.claim(each)) {
                try {
                    if (each.tries() >= MOST_TRIES || answered(each)) {
                        wishes.forget(each);
                    }
                } catch (IOException | EJBException | IllegalStateException e) {
                    ServerLog.LOG.wishNotAnswered(each.id(), e);
                }
            }
        }
    }

    /** False: it waits. */
    private boolean answered(Waiting wish) throws SQLException, IOException {
        EmailAddress sender = EmailAddress.parse(wish.sender()).orElseThrow();
        if (!exists(sender)) {
            return true; // a name that somebody made up: an answer would come back as undeliverable
        }
        String address = directory.decidedFor(sender).key();
        Optional<Subscription> subscription = subscriptions.reporting(address);
        return switch (wish.wish()) {
            case SUBSCRIBE -> subscribe(wish, address, subscription);
            case REPORT_NOW -> reportNow(wish, address, subscription);
            case EXPLAIN -> answer(wish, WishAnswer.EXPLAIN, address, subscription);
            case ACT -> reply(wish, address, subscription);
        };
    }

    private boolean subscribe(Waiting wish, String address, Optional<Subscription> subscription)
            throws SQLException, IOException {
        if (subscription.isPresent()) {
            return answer(wish, WishAnswer.ALREADY_SUBSCRIBED, address, subscription);
        }
        if (!wish.proven()) {
            return answer(wish, WishAnswer.CONFIRM, address, subscription);
        }
        subscriptions.setActiveByRecipient(address, true);
        return answer(wish, WishAnswer.SUBSCRIBED, address, subscriptions.reporting(address));
    }

    private boolean reportNow(Waiting wish, String address, Optional<Subscription> subscription)
            throws SQLException, IOException {
        if (subscription.isEmpty()) {
            return answer(wish, WishAnswer.NOT_SUBSCRIBED, address, subscription);
        }
        String counted = subscription.get().address();
        Room room = answers.room(counted, Kind.REPORT);
        if (room != Room.FREE) {
            return refused(wish, room);
        }
        Outcome outcome = reports.report(subscription.get().id(), Occasion.EARLY);
        if (outcome == Outcome.REPORTED) {
            answers.count(counted, Kind.REPORT);
        }
        return switch (outcome) {
            case REPORTED, NOT_DUE -> true;
            case NOTHING_TO_REPORT -> answer(wish, WishAnswer.NOTHING_NEW, address, subscription);
            case FAILED -> false;
        };
    }

    /** What was asked for is done in any case; that it was is said once an hour, and the mail itself says it too. */
    private boolean reply(Waiting wish, String sender, Optional<Subscription> subscription)
            throws SQLException, IOException {
        Texts texts = Texts.ofMail(subscriptions.languageOf(sender));
        Optional<ReplyDesk.Done> done = replies.act(sender, wish.detail(), texts);
        if (done.isEmpty()) {
            return answer(wish, WishAnswer.EXPLAIN, sender, subscription);
        }
        if (answers.room(sender, Kind.REPLY) == Room.FREE) {
            OwnMail mail = composer()
                    .compose(
                            WishAnswer.REPLIED,
                            done.get().address(),
                            sender,
                            texts.locale().getLanguage(),
                            Optional.empty(),
                            done.get().sentences(),
                            messageId(),
                            clock.instant());
            ownMail.send(mail, kept -> answers.answer(sender, Kind.REPLY, kept));
        }
        return true;
    }

    private boolean answer(Waiting wish, WishAnswer answer, String address, Optional<Subscription> subscription)
            throws SQLException, IOException {
        Room room = answers.room(address, Kind.ANSWER);
        if (room != Room.FREE) {
            return refused(wish, room);
        }
        Instant now = clock.instant();
        Optional<String> url = subscription.isPresent()
                ? Optional.empty()
                : Optional.of(links.maker(address).url(LinkPurpose.SUBSCRIBE, "report", now.plus(CONFIRMATION)));
        OwnMail mail = composer()
                .compose(
                        answer,
                        address,
                        subscription.map(Subscription::receiver).orElse(address),
                        subscription.map(Subscription::locale).orElseGet(() -> subscriptions.languageOf(address)),
                        url,
                        List.of(),
                        messageId(),
                        now);
        ownMail.send(mail, kept -> answers.answer(address, Kind.ANSWER, kept));
        return true;
    }

    private WishMail composer() {
        return new WishMail(settings.service().quarantine().toString());
    }

    private String messageId() {
        return "<answer." + MessageId.create(clock).value() + "@"
                + settings.service().domain() + ">";
    }

    /** Who was just answered hears nothing more; who only met a busy minute waits. */
    private boolean refused(Waiting wish, Room room) throws SQLException {
        if (room == Room.DOMAIN_FULL) {
            wishes.later(wish, DOMAIN_FULL_WAIT);
        }
        return room == Room.TOO_SOON;
    }

    private boolean exists(EmailAddress sender) throws SQLException {
        Optional<DomainFacts> domain = directory.domain(sender.domain());
        if (domain.isEmpty()) {
            return false;
        }
        if (directory.find(sender, domain.get()).isPresent()) {
            return true;
        }
        return switch (domain.get().recipientCheck()) {
            case LIST -> false;
            case ACCEPT_ALL -> true;
            case PROBE -> probe.exists(domain.get(), sender) == RecipientProbe.ProbeResult.EXISTS;
        };
    }
}
