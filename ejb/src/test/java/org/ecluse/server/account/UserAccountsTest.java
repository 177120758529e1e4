package org.ecluse.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.ecluse.link.LinkClaim;
import org.ecluse.link.LinkPurpose;
import org.ecluse.mail.EmailAddress;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.link.LinkService;
import org.ecluse.server.link.SigningKeys;
import org.ecluse.server.quarantine.HeldMail;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Covers("R3.7")
class UserAccountsTest {
    private static final EmailAddress ALICE =
            EmailAddress.parse("alice@demo.example").orElseThrow();
    private static final EmailAddress BOB =
            EmailAddress.parse("bob@demo.example").orElseThrow();

    @TempDir
    private Path data;

    private HeldMail mail;
    private LinkService links;
    private UserAccounts accounts;

    @BeforeEach
    void open() {
        mail = new HeldMail(data);
        SigningKeys keys = mail.persistence.wire(new SigningKeys(), mail.clock);
        links = mail.persistence.wire(new LinkService(), keys, mail.settings, mail.clock);
        accounts = mail.persistence.wire(new UserAccounts(), links, mail.settings, mail.clock);
    }

    @Test
    void aSessionLastsAsLongAsItIsUsed() {
        String secret = signedIn(ALICE, "first");
        Duration most = mail.settings.account().sessionLife();

        at(HeldMail.START.plus(most).minusSeconds(1));
        assertThat(accounts.find(secret)).isPresent();
        at(HeldMail.START.plus(most).plusSeconds(1));
        assertThat(accounts.find(secret)).isPresent();
        at(HeldMail.START.plus(most.multipliedBy(3)));
        assertThat(accounts.find(secret)).isEmpty();
    }

    @Test
    void whatIsStoredOpensNothing() {
        String secret = signedIn(ALICE, "first");
        String id = accounts.sessions(ALICE).get(0).id();

        assertThat(id).isNotEqualTo(secret);
        assertThat(accounts.find(id)).isEmpty();
        assertThat(accounts.find("")).isEmpty();
    }

    @Test
    void endingTheLinksOfAnAddressEndsItsSessions() {
        String secret = signedIn(ALICE, "first");
        String bob = signedIn(BOB, "first");

        mail.persistence.inTransaction(() -> links.revoke(ALICE.key()));

        assertThat(accounts.find(secret)).isEmpty();
        assertThat(accounts.find(bob)).isPresent();
    }

    @Test
    void aDomainThatIsServedNoMoreHasNoAccounts() {
        String secret = signedIn(ALICE, "first");

        mail.persistence.inTransaction(() -> mail.persistence
                .entityManager()
                .createQuery("UPDATE DomainRow d SET d.active = FALSE")
                .executeUpdate());

        assertThat(accounts.find(secret)).isEmpty();
        assertThat(open(ALICE, "second")).isEmpty();
    }

    @Test
    void everyoneEndsTheirOwnSessionsOnly() {
        String here = signedIn(ALICE, "here");
        String there = signedIn(ALICE, "there");
        Reader reader = accounts.find(here).orElseThrow();
        String other = accounts.sessions(ALICE).stream()
                .map(UserSession::id)
                .filter(id -> !id.equals(reader.sessionId()))
                .findFirst()
                .orElseThrow();

        assertThatThrownBy(() -> accounts.end(BOB, other)).isInstanceOf(NotThereException.class);
        assertThat(accounts.find(there)).isPresent();
        accounts.end(ALICE, other);
        assertThat(accounts.find(there)).isEmpty();
        assertThat(accounts.find(here)).isPresent();
    }

    @Test
    void allOthersEndAtOnce() {
        String here = signedIn(ALICE, "here");
        signedIn(ALICE, "there");
        String bob = signedIn(BOB, "bob");

        accounts.endOthers(accounts.find(here).orElseThrow());

        assertThat(accounts.sessions(ALICE)).hasSize(1);
        assertThat(accounts.find(here)).isPresent();
        assertThat(accounts.find(bob)).isPresent();
    }

    @Test
    void theOldestOfTooManySessionsEnds() {
        String first = signedIn(ALICE, "0");
        for (int i = 1; i <= 20; i++) {
            at(HeldMail.START.plusSeconds(i));
            signedIn(ALICE, "link " + i);
        }

        assertThat(accounts.sessions(ALICE)).hasSize(20);
        assertThat(accounts.find(first)).isEmpty();
    }

    @Test
    void whatIsOverIsRemoved() {
        signedIn(ALICE, "first");

        assertThat(accounts.removeOld(HeldMail.START)).isZero();
        assertThat(accounts.removeOld(
                        HeldMail.START.plus(mail.settings.account().sessionLife())))
                .as("the session and its used link")
                .isEqualTo(2);
    }

    private String signedIn(EmailAddress address, String token) {
        return open(address, token).orElseThrow();
    }

    private Optional<String> open(EmailAddress address, String token) {
        LinkClaim claim = new LinkClaim(
                LinkPurpose.ACCOUNT, "account", address.key(), HeldMail.START.plus(Duration.ofDays(1)), 0);
        return accounts.open(claim, address.key() + token, "Firefox");
    }

    private void at(Instant instant) {
        mail.clock.set(instant);
    }
}
