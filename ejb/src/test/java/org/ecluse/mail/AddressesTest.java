package org.ecluse.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "Alice@Example.ORG, alice@example.org",
        "alice@example.org., alice@example.org",
        "zoé@bücher.example, zoé@xn--bcher-kva.example",
        "ZOE\u0301@example.org, zo\u00e9@example.org",
        "a+tag@example.org, a+tag@example.org",
        "\"a b\"@example.org, \"a b\"@example.org",
        "\"a@b\"@example.org, \"a@b\"@example.org",
    })
    void keyIsTheComparableForm(String written, String key) {
        assertThat(EmailAddress.parse(written).map(EmailAddress::key)).contains(key);
    }

    @Test
    void deliveryKeepsTheLocalPartAsWritten() {
        assertThat(EmailAddress.parse("Alice@EXAMPLE.org").orElseThrow()).hasToString("Alice@example.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "alice",
                "@example.org",
                "alice@",
                "alice@-x.example",
                "alice@x-.example",
                "alice@a..b",
                "alice@[127.0.0.1]",
                "ali\tce@example.org",
                "alice@exa mple.org",
                "alice@xn--a.example\u0000"
            })
    void whatIsNoAddressIsEmpty(String written) {
        assertThat(EmailAddress.parse(written)).isEmpty();
    }

    @Test
    void lengthsEndWhereRfc5321EndsThem() {
        String label = "a".repeat(63);
        assertThat(DomainName.parse(label + ".example")).isPresent();
        assertThat(DomainName.parse("a".repeat(64) + ".example")).isEmpty();
        assertThat(EmailAddress.parse("a".repeat(64) + "@example.org")).isPresent();
        assertThat(EmailAddress.parse("a".repeat(65) + "@example.org")).isEmpty();
        assertThat(DomainName.parse((label + ".").repeat(4) + "org")).isEmpty();
    }

    @Test
    void subdomainIsWithinItsDomainButNotWithinANameThatOnlyEndsAlike() {
        DomainName domain = new DomainName("example.org");
        assertThat(new DomainName("mail.example.org").isWithin(domain)).isTrue();
        assertThat(domain.isWithin(domain)).isTrue();
        assertThat(new DomainName("badexample.org").isWithin(domain)).isFalse();
    }

    @Test
    void messageIdsAreUlidsInOrderOfTimeAndNeverTwice() {
        Clock early = Clock.fixed(Instant.ofEpochMilli(1), ZoneOffset.UTC);
        Clock late = Clock.fixed(Instant.ofEpochMilli(1L << 40), ZoneOffset.UTC);
        assertThat(MessageId.create(early).value())
                .startsWith("0000000001")
                .isLessThan(MessageId.create(late).value());
        Set<MessageId> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(ids.add(MessageId.create(early))).isTrue();
        }
    }
}
