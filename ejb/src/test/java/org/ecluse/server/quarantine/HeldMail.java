package org.ecluse.server.quarantine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ecluse.mail.MessageId;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.quarantine.ContentCheck;
import org.ecluse.server.account.UserLists;
import org.ecluse.server.campaign.NoCampaigns;
import org.ecluse.server.directory.ChosenLevels;
import org.ecluse.server.directory.CustomerRow;
import org.ecluse.server.directory.DomainRow;
import org.ecluse.server.directory.DomainRows;
import org.ecluse.server.directory.RecipientCheck;
import org.ecluse.server.directory.UnknownRecipients;
import org.ecluse.server.learning.DirectReader;
import org.ecluse.server.learning.LearningLedger;
import org.ecluse.server.learning.LearningService;
import org.ecluse.server.learning.Lessons;
import org.ecluse.server.learning.OwnModels;
import org.ecluse.server.policy.PolicyDocument;
import org.ecluse.server.policy.PolicyRevisionRow;
import org.ecluse.server.queue.DeliveryEngine;
import org.ecluse.server.queue.DeliveryQueue;
import org.ecluse.server.security.AuditTrail;
import org.ecluse.server.store.FileMessageStore;
import org.ecluse.server.tracking.AccessHistory;
import org.ecluse.server.tracking.ContentNeed;
import org.ecluse.server.tracking.ContentRemoval;
import org.ecluse.server.tracking.CopyRow;
import org.ecluse.server.tracking.MessageRow;
import org.ecluse.settings.ServerSettings;
import org.ecluse.settings.SettingsReader;
import org.ecluse.store.MessageStore;
import org.ecluse.store.StoredEnvelope;
import org.ecluse.testkit.BytesMessage;
import org.ecluse.testkit.TestPersistence;
import org.ecluse.verdict.Disposition;
import org.ecluse.verdict.VerdictName;

/** A quarantine with mail in it: rows on H2, content in files, and the services wired as the container does. */
public final class HeldMail {
    public static final Instant START = Instant.parse("2026-03-02T04:00:00Z");

    public final TestPersistence persistence = TestPersistence.empty();
    public final SettableClock clock = new SettableClock(START);
    public final MessageStore store;
    public final ServerSettings settings = new SettingsReader(
                    key -> Optional.ofNullable(Map.of("ecluse.demo", "true").get(key)))
            .read();
    public final FakeCheck check = new FakeCheck();
    public final DeliveryQueue queue;
    public final QuarantineRows rows;
    public final QuarantineLedger ledger;
    public final QuarantineService service;
    public final ContentRemoval contentRemoval;
    public final OwnModels models;
    public final LearningService learning;
    public final CustomerRow customer;
    public final DomainRow domain;

    public HeldMail(Path data) {
        try {
            store = new FileMessageStore(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        queue = persistence.wire(new DeliveryQueue(), new DeliveryEngine());
        rows = persistence.wire(new QuarantineRows());
        ledger = persistence.wire(new QuarantineLedger(), queue, rows, access(), clock);
        contentRemoval = persistence.wire(new ContentRemoval(), store, persistence.wire(new ContentNeed()));
        models = persistence.wire(new OwnModels(), clock);
        learning = persistence.wire(
                new LearningService(),
                persistence.wire(new LearningLedger(), clock),
                persistence.wire(new Lessons()),
                new DirectReader(),
                models,
                new NoCampaigns(),
                store);
        service = persistence.wire(new QuarantineService(), rows, ledger, check, store, contentRemoval, learning);
        customer = persistence.saved(new CustomerRow("Demo", "fr", "Europe/Paris", START));
        domain = persistence.saved(domain(customer, "demo.example"));
    }

    public DomainRow domain(CustomerRow owner, String name) {
        return new DomainRow(owner.id(), name, RecipientCheck.LIST, UnknownRecipients.REFUSE, null, true, true, START);
    }

    public AuditTrail audit() {
        return persistence.wire(new AuditTrail(), clock);
    }

    public ChosenLevels levels() {
        return persistence.wire(new ChosenLevels(), audit(), clock);
    }

    public AccessHistory access() {
        return persistence.wire(new AccessHistory(), clock);
    }

    public UserLists lists() {
        return persistence.wire(new UserLists(), persistence.wire(new DomainRows()), audit(), clock);
    }

    /** Publishes a policy of the customer. */
    public void publish(FilterPolicy policy) {
        persistence.saved(new PolicyRevisionRow(
                customer.id(), null, PolicyDocument.toJson(policy).toString(), "test", START));
    }

    /** One message held for each of {@code recipients}; its id. */
    public MessageId hold(VerdictName verdict, QuarantineClass quarantineClass, String... recipients) {
        MessageId id = MessageId.create(clock);
        byte[] mail = "From: a@b.example\r\nSubject: Offer\r\n\r\nHello\r\n".getBytes(StandardCharsets.US_ASCII);
        try {
            store.keep(
                    id,
                    new StoredEnvelope(
                            "INBOUND",
                            clock.instant(),
                            "a@b.example",
                            List.of(new StoredEnvelope.Recipient(recipients[0], "", "")),
                            "192.0.2.1",
                            "b.example",
                            false),
                    new BytesMessage(mail));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        persistence.inTransaction(() -> {
            MessageRow message = new MessageRow(
                    id,
                    MessageRow.Origin.INBOUND,
                    clock.instant(),
                    "192.0.2.1",
                    "b.example",
                    "a@b.example",
                    "=?utf-8?q?=C3=89lo=C3=AFse?= <a@b.example>",
                    "Offer",
                    mail.length,
                    MessageRow.Content.KEPT,
                    "");
            persistence.entityManager().persist(message);
            int number = 0;
            for (String recipient : recipients) {
                number++;
                holdCopy(message, number, recipient, verdict, quarantineClass);
            }
        });
        return id;
    }

    private void holdCopy(
            MessageRow message, int number, String recipient, VerdictName verdict, QuarantineClass quarantineClass) {
        CopyRow copy = new CopyRow(
                message,
                number,
                customer.id(),
                domain.id(),
                recipient,
                recipient,
                verdict,
                quarantineClass == QuarantineClass.THREAT ? Disposition.THREAT_QUARANTINE : Disposition.QUARANTINE,
                CopyRow.State.QUARANTINED,
                120,
                0,
                false,
                "",
                "");
        persistence.entityManager().persist(copy);
        persistence
                .entityManager()
                .persist(new QuarantineEntryRow(
                        copy.id(),
                        message.id(),
                        customer.id(),
                        recipient,
                        quarantineClass,
                        verdict,
                        clock.instant(),
                        clock.instant().plus(Duration.ofDays(14))));
    }

    public QuarantineEntryRow entry(String copyId) {
        return persistence.inTransaction(() -> persistence
                .entityManager()
                .createQuery(
                        "SELECT q FROM QuarantineEntryRow q JOIN CopyRow c ON c.id = q.copyId JOIN c.message m"
                                + " WHERE m.publicId = :message AND c.number = :number",
                        QuarantineEntryRow.class)
                .setParameter("message", copyId.substring(0, 26))
                .setParameter("number", Integer.parseInt(copyId.substring(27)))
                .getSingleResult());
    }

    public CopyRow copy(String copyId) {
        long id = entry(copyId).copyId();
        return persistence.inTransaction(() -> persistence.entityManager().find(CopyRow.class, id));
    }

    /** Antivirus engines that say what the test wants. */
    public static final class FakeCheck implements ContentCheck {
        public Answer answer = new Answer(Result.CLEAN, "");

        @Override
        public Answer check(org.ecluse.mail.RawMessage message) {
            return answer;
        }
    }

    /** A clock that the test sets. */
    public static final class SettableClock extends Clock {
        private volatile Instant now;

        SettableClock(Instant now) {
            this.now = now;
        }

        public void set(Instant instant) {
            now = instant;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("instants only");
        }
    }
}
