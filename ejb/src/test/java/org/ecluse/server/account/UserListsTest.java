package org.ecluse.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.ecluse.lists.ListFileLine;
import org.ecluse.mail.EmailAddress;
import org.ecluse.policy.ListEntry.Colour;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.directory.CustomerRow;
import org.ecluse.server.policy.ListLine;
import org.ecluse.server.quarantine.HeldMail;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers({"R3.8", "B1", "B6"})
class UserListsTest {
    private static final EmailAddress ALICE =
            EmailAddress.parse("alice@demo.example").orElseThrow();
    private static final EmailAddress BOB =
            EmailAddress.parse("bob@demo.example").orElseThrow();
    private static final String ANNA = "anna@partner.example";

    @TempDir
    private Path data;

    private HeldMail mail;
    private UserLists lists;
    private ListOwner alice;
    private ListOwner bob;

    @BeforeEach
    void open() {
        mail = new HeldMail(data);
        lists = mail.lists();
        alice = new ListOwner(mail.customer.id(), ALICE);
        bob = new ListOwner(mail.customer.id(), BOB);
    }

    @Test
    void everyChangeIsTheNextMailsConfiguration() {
        long before = version();

        ListLine line = add(alice, Colour.ALLOW, " Anna@Partner.Example ");
        assertThat(version()).isEqualTo(before + 1);
        does(() -> lists.change(alice, line.id(), Colour.ALLOW, "old friend", Optional.empty()));
        assertThat(version()).isEqualTo(before + 2);
        does(() -> lists.remove(alice, line.id()));
        assertThat(version()).isEqualTo(before + 3);
        does(() -> lists.putBack(alice, line.id()));
        assertThat(version()).isEqualTo(before + 4);

        assertThat(lists.lines(alice))
                .singleElement()
                .matches(one -> one.value().equals(ANNA) && one.note().equals("old friend"))
                .matches(one -> one.recipient().equals(Optional.of(ALICE.key())));
    }

    @ParameterizedTest
    @CsvSource({
        "ALLOW, alice@demo.example, error.list.self",
        "BLOCK, alice@demo.example, error.list.self",
        "ALLOW, bob@demo.example, error.list.own",
        "ALLOW, demo.example, error.list.own",
        "ALLOW, @mail.demo.example, error.list.own",
        "BLOCK, demo.example, error.list.colleagues",
        "ALLOW, com, error.list.sender",
        "ALLOW, co.uk, error.list.suffix",
        "BLOCK, co.uk, error.list.suffix",
        "ALLOW, 192.0.2.1, error.list.network",
        "BLOCK, 2001:db8::/32, error.list.network",
        "ALLOW, not a sender, error.list.sender",
        "ALLOW, anna@, error.list.sender"
    })
    void whatCannotBeOnAListIsRefusedWithItsReason(Colour colour, String sender, String reason) {
        assertThatThrownBy(() -> add(alice, colour, sender))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.textKey()).isEqualTo(reason));
        assertThat(lists.lines(alice)).isEmpty();
    }

    @Test
    void aColleagueMayBeOnTheRedList() {
        assertThat(add(alice, Colour.BLOCK, BOB.key()).value()).isEqualTo(BOB.key());
    }

    @Test
    void aSenderStandsOnOneListOnce() {
        ListLine line = add(alice, Colour.ALLOW, ANNA);

        assertRefused("error.list.double", () -> add(alice, Colour.ALLOW, ANNA));
        assertRefused("error.list.other", () -> add(alice, Colour.BLOCK, ANNA));
        add(bob, Colour.BLOCK, ANNA);

        does(() -> lists.change(alice, line.id(), Colour.BLOCK, "", Optional.empty()));
        assertThat(lists.values(ALICE.key())).isEqualTo(Map.of(Colour.ALLOW, List.of(), Colour.BLOCK, List.of(ANNA)));
    }

    @Test
    void anothersLinesDoNotExist() {
        ListLine line = add(alice, Colour.ALLOW, ANNA);

        assertThatThrownBy(() -> does(() -> lists.remove(bob, line.id()))).isInstanceOf(NotThereException.class);
        assertThatThrownBy(() -> does(() -> lists.change(bob, line.id(), Colour.BLOCK, "", Optional.empty())))
                .isInstanceOf(NotThereException.class);
        assertThat(lists.find(bob, line.id())).isEmpty();
        does(() -> lists.remove(alice, line.id()));
        assertThat(lists.removed(bob)).isEmpty();
        assertThatThrownBy(() -> does(() -> lists.putBack(bob, line.id()))).isInstanceOf(NotThereException.class);
        assertThat(lists.removed(alice)).hasSize(1);
    }

    @Test
    void whatStoodThereUnderAnotherCustomerStaysThere() {
        ListLine line = add(alice, Colour.ALLOW, ANNA);
        CustomerRow next = mail.persistence.saved(new CustomerRow("Next", "en", "UTC", HeldMail.START));
        ListOwner later = new ListOwner(next.id(), ALICE);

        assertThat(lists.lines(later)).isEmpty();
        assertThatThrownBy(() -> does(() -> lists.remove(later, line.id()))).isInstanceOf(NotThereException.class);
    }

    @Test
    void aDeletionIsUndoneForTenMinutes() {
        ListLine line = add(alice, Colour.ALLOW, ANNA);
        does(() -> lists.remove(alice, line.id()));

        mail.clock.set(HeldMail.START.plus(UserLists.UNDO));
        assertThat(lists.removed(alice)).isEmpty();
        assertThatThrownBy(() -> does(() -> lists.putBack(alice, line.id()))).isInstanceOf(NotThereException.class);
    }

    @Test
    void aFileIsTakenLineByLine() {
        add(alice, Colour.ALLOW, ANNA);

        ListImport taken = does(() -> lists.take(
                alice,
                List.of(
                        file(1, Colour.ALLOW, ANNA),
                        file(2, Colour.ALLOW, "demo.example"),
                        new ListFileLine(3, Colour.ALLOW, "c.example", "", Optional.empty(), true),
                        new ListFileLine(
                                4, Colour.BLOCK, "d.example", "", Optional.of(LocalDate.of(2026, 3, 2)), false),
                        file(5, Colour.BLOCK, "shop.example"),
                        file(6, Colour.ALLOW, "shop.example")),
                ZoneId.of("Europe/Paris")));

        assertThat(taken.added()).isEqualTo(2);
        assertThat(taken.present()).isEqualTo(1);
        assertThat(taken.refused())
                .extracting(ListImport.Refused::number, ListImport.Refused::textKey)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(2L, "error.list.own"),
                        org.assertj.core.groups.Tuple.tuple(3L, "error.list.day"),
                        org.assertj.core.groups.Tuple.tuple(6L, "error.list.other"));
        assertThat(lists.lines(alice))
                .filteredOn(line -> line.value().equals("d.example"))
                .singleElement()
                .matches(line -> line.expiresAt().orElseThrow().equals(HeldMail.START.plus(Duration.ofHours(19))));
    }

    @Test
    void listsAreBounded() {
        List<ListFileLine> many = new ArrayList<>();
        for (int i = 1; i <= 501; i++) {
            many.add(file(i, Colour.BLOCK, "s" + i + ".example"));
        }

        ListImport taken = does(() -> lists.take(alice, many, ZoneId.of("UTC")));

        assertThat(taken.added()).isEqualTo(500);
        assertThat(taken.refused()).containsExactly(new ListImport.Refused(501, "s501.example", "error.list.many"));
    }

    private static void assertRefused(String reason, Supplier<ListLine> action) {
        assertThatThrownBy(action::get)
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.textKey()).isEqualTo(reason));
    }

    private static ListFileLine file(long number, Colour colour, String sender) {
        return new ListFileLine(number, colour, sender, "", Optional.empty(), false);
    }

    private ListLine add(ListOwner owner, Colour colour, String sender) {
        return does(() -> lists.add(owner, new ListWish(colour, sender, "", Optional.empty())));
    }

    private <T> T does(Supplier<T> action) {
        return mail.persistence.inTransaction(action);
    }

    private long version() {
        return mail.persistence.inTransaction(() -> mail.persistence
                .entityManager()
                .createQuery("select c.configVersion from CustomerRow c where c.id = :id", Long.class)
                .setParameter("id", mail.customer.id())
                .getSingleResult());
    }
}
