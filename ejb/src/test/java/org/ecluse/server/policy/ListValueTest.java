package org.ecluse.server.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.ecluse.mail.DomainName;
import org.ecluse.policy.ListEntry.Kind;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListValueTest {
    private static final List<DomainName> OWN = List.of(new DomainName("shop.example.org"));

    @ParameterizedTest
    @CsvSource({
        "ADDRESS, Ada@Example.COM,    ada@example.com",
        "ADDRESS, example.com,",
        "DOMAIN,  @Example.COM.,      example.com",
        "DOMAIN,  bücher.example,     xn--bcher-kva.example",
        "DOMAIN,  com,",
        "IP,      192.0.2.9/24,       192.0.2.0/24",
        "IP,      mail.example.com,",
    })
    void writtenValuesAreBroughtIntoTheFormThatIsCompared(Kind kind, String written, String normalized) {
        assertThat(ListValue.normalized(kind, written)).isEqualTo(Optional.ofNullable(normalized));
    }

    @ParameterizedTest
    @Covers("B6")
    @CsvSource({
        "ADDRESS, me@shop.example.org,     true",
        "ADDRESS, me@eu.shop.example.org,  true",
        "ADDRESS, me@example.org,          false",
        "DOMAIN,  shop.example.org,        true",
        "DOMAIN,  eu.shop.example.org,     true",
        "DOMAIN,  example.org,             true",
        "DOMAIN,  workshop.example.org,    false",
        "IP,      192.0.2.0/24,            false",
    })
    void entriesThatWouldLetForgeriesOfOnesOwnDomainInAreFound(Kind kind, String value, boolean meets) {
        assertThat(ListValue.meetsOwnDomain(kind, value, OWN)).isEqualTo(meets);
    }
}
