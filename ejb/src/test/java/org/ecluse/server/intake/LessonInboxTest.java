package org.ecluse.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ecluse.filter.SenderFacts;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.ReversePath;
import org.ecluse.mail.SessionFacts;
import org.ecluse.server.directory.KnownAddressRow;
import org.ecluse.server.directory.RecipientDirectory;
import org.ecluse.server.dnslist.DnsListKit;
import org.ecluse.server.learning.DirectReader;
import org.ecluse.server.learning.LearnAnswer;
import org.ecluse.server.learning.Lesson;
import org.ecluse.server.quarantine.HeldMail;
import org.ecluse.server.scanning.SenderAuthentication;
import org.ecluse.settings.ServerSettings;
import org.ecluse.settings.SettingsReader;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.FakeDns;
import org.ecluse.testkit.Mails;
import org.ecluse.testkit.UnpackedFile;
import org.ecluse.verdict.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers("R2.13")
class LessonInboxTest {
    private static final String ATTACHED = "--b\nContent-Type: message/rfc822\n\n"
            + "From: Shop <news@shop.example>\nTo: alice@demo.example\nSubject: Umbrellas for the autumn rain\n"
            + "Date: Mon, 2 Mar 2026 04:00:00 +0000\nMessage-ID: <77@shop.example>\nMIME-Version: 1.0\n"
            + "Content-Type: text/plain; charset=utf-8\n\n"
            + "Our new umbrellas hold in every storm, and this week the second one costs half as much.\n";
    private static final String CLIENT = "192.0.2.7";

    @TempDir
    private Path data;

    private HeldMail mail;
    private LessonInbox inbox;

    @BeforeEach
    void open() {
        mail = new HeldMail(data);
        mail.persistence.saved(new KnownAddressRow(
                mail.customer.id(), mail.domain.id(), "alice@demo.example", null, null, HeldMail.START));
        ServerSettings settings = new SettingsReader(
                        key -> Optional.ofNullable(Map.of("ecluse.demo", "true").get(key)))
                .read();
        FakeDns dns = new FakeDns()
                .txt("demo.example", "v=spf1 ip4:" + CLIENT + " -all")
                .txt("_dmarc.demo.example", "v=DMARC1; p=reject")
                .txt("elsewhere.example", "v=spf1 ip4:" + CLIENT + " -all")
                .txt("_dmarc.elsewhere.example", "v=DMARC1; p=reject");
        Clock clock = mail.clock;
        inbox = mail.persistence.wire(
                new LessonInbox(),
                UnpackedFile.reader(),
                mail.persistence.wire(new SenderAuthentication(), dns, DnsListKit.none(), settings, clock),
                mail.persistence.wire(new RecipientDirectory()),
                mail.learning,
                new DirectReader(),
                settings);
    }

    @Test
    void aProvenRecipientTeachesItsCustomer() throws IOException, SQLException {
        assertThat(learn("alice@demo.example", CLIENT, ATTACHED)).isEqualTo(Reply.LESSON_LEARNED);
        assertThat(mail.persistence.count("LessonRow x WHERE x.customerId = " + mail.customer.id()
                        + " AND x.taughtBy = 'alice@demo.example' AND x.kind = SPAM AND x.source = MAIL"
                        + " AND x.subject = 'Umbrellas for the autumn rain'"))
                .isEqualTo(1);
        assertThat(learn("alice@demo.example", CLIENT, ATTACHED)).isEqualTo(Reply.LESSON_KNOWN);
    }

    @Test
    void severalAttachedMessagesAreSeveralLessons() throws IOException, SQLException {
        String other =
                "--b\nContent-Type: message/rfc822\n\nFrom: b@c.example\nSubject: Loans without questions asked\n\n"
                        + "A bank that nobody knows lends you money today, without papers, without guarantors or waiting.\n";
        learn("alice@demo.example", CLIENT, ATTACHED + other);
        assertThat(mail.persistence.count("LessonRow x")).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "another server sends it, alice@demo.example, 192.0.2.8, LESSON_NOT_PROVEN",
        "nobody has the address, mallory@demo.example, 192.0.2.7, LESSON_NOT_PROVEN",
        "a proven stranger, alice@elsewhere.example, 192.0.2.7, LESSON_NOT_PROVEN"
    })
    void whoIsNoProvenRecipientTeachesNothing(String what, String sender, String client, Reply reply)
            throws IOException, SQLException {
        assertThat(learn(sender, client, ATTACHED)).isEqualTo(reply);
        assertThat(mail.persistence.count("LessonRow x")).isZero();
    }

    @Test
    void whatIsNotAttachedIsNotLearned() throws IOException, SQLException {
        assertThat(learn("alice@demo.example", CLIENT, "--b\nContent-Type: text/plain\n\nPlease learn this.\n"))
                .isEqualTo(Reply.LESSON_NOT_ATTACHED);
    }

    @ParameterizedTest
    @CsvSource({
        "LEARNED, PERSON_LIMIT, LESSON_LEARNED",
        "ALREADY, TOO_SHORT, LESSON_KNOWN",
        "PERSON_LIMIT, TOO_SHORT, LESSONS_USED_UP",
        "CUSTOMER_LIMIT, TOO_SHORT, LESSONS_USED_UP",
        "TOO_SHORT, TOO_SHORT, LESSON_TOO_SHORT",
        "LEARNED, NOT_READ, STORAGE_UNAVAILABLE"
    })
    void theReplySaysTheBestThatCameOfIt(LearnAnswer one, LearnAnswer other, Reply reply) {
        assertThat(LessonInbox.reply(List.of(one, other))).isEqualTo(reply);
    }

    @ParameterizedTest
    @CsvSource({"spam, SPAM", "NonSpam, WANTED", "postmaster, ", "spam+1, "})
    void onlyTwoAddressesOfTheServiceTeach(String local, Lesson.Kind kind) {
        ServerSettings settings = new SettingsReader(
                        key -> Optional.ofNullable(Map.of("ecluse.demo", "true").get(key)))
                .read();
        EmailAddress address =
                EmailAddress.parse(local + "@" + settings.service().domain()).orElseThrow();
        assertThat(inbox.kindOf(address)).isEqualTo(Optional.ofNullable(kind));
        assertThat(inbox.kindOf(EmailAddress.parse(local + "@demo.example").orElseThrow()))
                .isEmpty();
    }

    private Reply learn(String sender, String client, String parts) throws IOException, SQLException {
        String text = "From: <" + sender + ">\nTo: spam@service.example\nSubject: Fwd\n"
                + "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + parts + "--b--\n";
        return inbox.learn(new LessonInbox.Forwarded(
                Lesson.Kind.SPAM,
                session(client),
                ReversePath.of(EmailAddress.parse(sender)),
                SenderFacts.UNKNOWN,
                Mails.raw(text)));
    }

    private static SessionFacts session(String client) throws UnknownHostException {
        return new SessionFacts(
                "mx", InetAddress.getByName(client), "mail.demo.example", true, false, false, List.of(), Instant.EPOCH);
    }
}
