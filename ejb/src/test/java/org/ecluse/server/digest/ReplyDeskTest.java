package org.ecluse.server.digest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.MailPart;
import org.ecluse.mail.MessageId;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.ParsedMessage.Header;
import org.ecluse.mail.ParsedMessage.Mailbox;
import org.ecluse.mail.ReversePath;
import org.ecluse.server.directory.KnownAddressRow;
import org.ecluse.server.directory.probe.RecipientProbe;
import org.ecluse.server.quarantine.HeldMail;
import org.ecluse.server.quarantine.QuarantineClass;
import org.ecluse.server.quarantine.QuarantineEntryRow.State;
import org.ecluse.testkit.Covers;
import org.ecluse.verdict.VerdictName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers to reports, from the mail that comes in to the one that says what was done. */
@Covers({"R3.5", "B1", "B2"})
class ReplyDeskTest {
    private static final String ALICE = ReportKit.ALICE;
    private static final String BOB = "bob@demo.example";

    @TempDir
    private Path data;

    private ReportKit kit;
    private MailWishes wishes;
    private WishDesk desk;
    private MessageId older;
    private MessageId newer;
    private String report;

    @BeforeEach
    void open() throws IOException {
        kit = new ReportKit(data);
        var persistence = kit.mail.persistence;
        wishes = persistence.wire(new MailWishes(), kit.directory, kit.mail.settings, kit.mail.clock);
        RecipientProbe probe = (domain, recipient) -> RecipientProbe.ProbeResult.UNKNOWN;
        desk = persistence.wire(
                new WishDesk(),
                wishes,
                persistence.wire(new AnswerLedger(), kit.ownRows, kit.mail.clock),
                kit.subscriptions,
                kit.reports,
                kit.replies,
                kit.directory,
                probe,
                kit.links,
                kit.ownMail,
                kit.mail.settings,
                kit.mail.clock);
        know(ALICE);
        know(BOB);
        older = kit.spam(ALICE);
        newer = kit.spam(ALICE, BOB);
        long subscription = kit.subscribe(ALICE);
        assertThat(kit.ask(subscription)).isEqualTo(ReportService.Outcome.REPORTED);
        report = messageId();
    }

    @Test
    void numbersAreThoseOfTheReportAndOneAnswerTellsWhatWasDone() throws Exception {
        answer(ALICE, report, "liste verte 2\ndélivrer 2, 7\n\n> 1. Objet : Offer\n");

        assertThat(state(older)).isEqualTo(State.RELEASED);
        assertThat(state(newer)).isEqualTo(State.HELD);
        assertThat(listed(ALICE)).containsExactly("a@b.example");
        assertThat(listed(BOB)).isEmpty();
        assertThat(texts())
                .anySatisfy(text -> assertThat(text)
                        .contains(
                                "Votre réponse au rapport de quarantaine",
                                "a@b.example figure sur votre liste verte",
                                "contrôlé, en route vers la boîte",
                                "Il n’y a pas de message 7 dans ce rapport"));
    }

    @Test
    void notSpamIsReportedAndDoingItTwiceIsDoingItOnce() throws Exception {
        answer(ALICE, report, "pas indésirable 1");
        answer(ALICE, report, "pas indésirable 1");

        assertThat(kit.mail.persistence.count("FeedbackRow x")).isEqualTo(1);
        assertThat(kit.mail.entry(newer.copy(1)).state()).isEqualTo(State.RELEASED);
        assertThat(kit.mail.entry(newer.copy(2)).state()).as("Bob's copy").isEqualTo(State.HELD);
    }

    @Test
    void anAnswerInHtmlAloneIsRead() throws Exception {
        String html =
                "<html><body><div>d&eacute;livrer 1</div><blockquote>d&eacute;livrer 2</blockquote></body></html>";
        take(ALICE, report, new Written("text/html", html));

        assertThat(state(newer)).isEqualTo(State.RELEASED);
        assertThat(state(older)).isEqualTo(State.HELD);
    }

    /** From and Message-ID are both needed, and neither alone does anything. */
    @Test
    void nobodyElseActsWithAReport() throws Exception {
        answer(BOB, report, "délivrer 1 2");
        answer(ALICE, report.replaceAll("\\.[A-Za-z0-9_-]{22}@", ".AAAAAAAAAAAAAAAAAAAAAA@"), "délivrer 1 2");
        answer(ALICE, report.replaceFirst("2026-03-02", "2026-03-03"), "délivrer 1 2");
        answer("alice@elsewhere.example", report, "délivrer 1 2");

        assertThat(state(older)).isEqualTo(State.HELD);
        assertThat(state(newer)).isEqualTo(State.HELD);
    }

    @Test
    void endingTheLinksOfAnAddressEndsItsAnswersToo() throws Exception {
        kit.mail.persistence.inTransaction(() -> kit.links.revoke(ALICE));
        answer(ALICE, report, "délivrer 1");

        assertThat(state(newer)).isEqualTo(State.HELD);
    }

    @Test
    void whatAProgrammeAnsweredDoesNothing() throws Exception {
        take(ALICE, report, new Written("text/plain", "délivrer 1"), new Header("Auto-Submitted", "auto-replied"));

        assertThat(state(newer)).isEqualTo(State.HELD);
        assertThat(texts()).hasSize(1);
    }

    @Test
    void whatTheUserMayNotDeliverStaysAndTheAnswerSaysSo() throws Exception {
        kit.mail.hold(VerdictName.CONTENT, QuarantineClass.USER, ALICE);
        long subscription = kit.subscribe(ALICE);
        kit.ask(subscription);
        answer(ALICE, messageId(), "délivrer 1");

        assertThat(texts()).anySatisfy(text -> assertThat(text).contains("seul votre administrateur peut le délivrer"));
    }

    /** Somebody could fill the table with made-up answers in a user's name. */
    @Test
    void ofOneSenderFewWait() throws Exception {
        for (int i = 1; i <= 20; i++) {
            note(ALICE, report, new Written("text/plain", "délivrer " + i));
        }
        assertThat(wishes.due(100)).hasSize(10);
    }

    private record Written(String type, String text) {}

    private void answer(String from, String to, String text) throws Exception {
        take(from, to, new Written("text/plain", text));
    }

    private void take(String from, String to, Written written, Header... more) throws Exception {
        note(from, to, written, more);
        desk.answerWhatWaits();
    }

    private void note(String from, String to, Written written, Header... more) throws Exception {
        List<Header> headers = new ArrayList<>(List.of(new Header("From", from), new Header("In-Reply-To", to)));
        headers.addAll(List.of(more));
        MailPart part = new MailPart(
                written.type(),
                written.type(),
                Optional.empty(),
                List.of(),
                false,
                Optional.of(written.text()),
                "",
                written.text().length(),
                "",
                Set.of(),
                List.of());
        ParsedMessage mail = new ParsedMessage(
                headers,
                "Re: 2 messages retenus pour vous",
                List.of(new Mailbox("", EmailAddress.parse(from), from)),
                List.of(),
                List.of(part),
                List.of(),
                List.of(),
                List.of());
        wishes.take(MessageId.create(kit.mail.clock), ReversePath.of(EmailAddress.parse(from)), mail, false);
    }

    private void know(String address) {
        kit.mail.persistence.saved(
                new KnownAddressRow(kit.mail.customer.id(), kit.mail.domain.id(), address, null, null, HeldMail.START));
    }

    private State state(MessageId message) {
        return kit.mail.entry(message.copy(1)).state();
    }

    private List<String> listed(String recipient) {
        return kit.mail.persistence.inTransaction(() -> kit.mail
                .persistence
                .entityManager()
                .createQuery("select e.value from ListEntryRow e where e.recipient = :recipient", String.class)
                .setParameter("recipient", recipient)
                .getResultList());
    }

    /** Message-ID of the newest report. */
    private String messageId() throws IOException {
        Matcher found = Pattern.compile("<report\\.[^>]*>").matcher(wire().get(wire().size() - 1));
        assertThat(found.find()).isTrue();
        return found.group();
    }

    private List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        for (String wire : wire()) {
            texts.add(decoded(wire));
        }
        return texts;
    }

    private static String decoded(String wire) {
        try {
            var mail = new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(wire.getBytes(StandardCharsets.US_ASCII)));
            var parts = (MimeMultipart) mail.getContent();
            return mail.getSubject() + "\n" + parts.getBodyPart(0).getContent();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every mail of the service, oldest first. */
    private List<String> wire() throws IOException {
        List<String> ids = kit.mail.persistence.inTransaction(() -> kit.mail
                .persistence
                .entityManager()
                .createQuery("SELECT m.publicId FROM MessageRow m WHERE m.origin = REPORT ORDER BY m.id", String.class)
                .getResultList());
        List<String> wire = new ArrayList<>();
        for (String id : ids) {
            try (InputStream content = kit.mail.store.open(new MessageId(id)).orElseThrow()) {
                wire.add(new String(content.readAllBytes(), StandardCharsets.US_ASCII));
            }
        }
        return wire;
    }
}
