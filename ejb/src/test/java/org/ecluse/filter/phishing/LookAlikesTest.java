package org.ecluse.filter.phishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.ecluse.mail.DomainName;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers("R2.6")
class LookAlikesTest {
    private static final BrandList BRANDS = BrandList.shipped();
    private static final LookAlikes OF_BRANDS = LookAlikes.ofBrands(BRANDS);
    private static final LookAlikes OF_OWN =
            LookAlikes.ofDomains(List.of(new DomainName("maison-dupont.fr"), new DomainName("acme.example")));

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            the owner's own,                     www.paypal.com,                  ,
            digit for a letter,                  paypa1.com,                      LOOKS_LIKE, paypal.com
            digit and a word,                    secure-paypa1.com,               LOOKS_LIKE, paypal.com
            Cyrillic letters,                    xn--pypal-4ve.com,               LOOKS_LIKE, paypal.com
            Cyrillic letters not encoded,        раураl.com,                      LOOKS_LIKE, paypal.com
            a letter left out,                   netflx.com,                      LOOKS_LIKE, netflix.com
            letters swapped,                     netfilx.com,                     LOOKS_LIKE, netflix.com
            two letters for one,                 rnicrosoft.com,                  LOOKS_LIKE, microsoft.com
            name beside words,                   netflix-paiement.info,           HOLDS,      netflix.com
            name inside,                         mynetflixaccount.com,            HOLDS,      netflix.com
            several words joined,                credit-agricole-securipass.com,  HOLDS,      credit-agricole.fr
            whole domain before the real one,    paypal.com.secure.example,       LOOKS_LIKE, paypal.com
            the same with hyphens,               www-paypal-com.secure.example,   HOLDS,      paypal.com
            name as a subdomain,                 netflix.login.example,           HOLDS,      netflix.com
            same name elsewhere,                 netflix.xyz,                     HOLDS,      netflix.com
            same name in another country,        netflix.es,                      ,
            common word among others,            apple-orchards.com,              HOLDS,      apple.com
            common word inside,                  pineapples.com,                  ,
            other word,                          example.org,                     ,
            short name is not compared by edits, upz.com,                         ,
            """)
    void brandsAreRecognisedInImitations(String row, String host, Likeness.Kind kind, String of) {
        if (kind == null) {
            assertThat(OF_BRANDS.of(host).filter(like -> !BRANDS.owns(host))).isEmpty();
        } else {
            assertThat(OF_BRANDS.of(host)).contains(new Likeness(kind, of));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            hyphen left out,        maisondupont.com,            ,
            letter doubled,         maison-duppont.fr,           LOOKS_LIKE
            digit,                  ma1son-dupont.fr,            LOOKS_LIKE
            with a word,            maison-dupont-factures.fr,   HOLDS
            in front of another,    maison-dupont.fr.example.org,LOOKS_LIKE
            another firm,           maison-durand.fr,            ,
            """)
    void ownDomainsAreRecognisedInImitations(String row, String host, Likeness.Kind kind) {
        assertThat(OF_OWN.of(host).map(Likeness::kind)).isEqualTo(Optional.ofNullable(kind));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            same word,               paypal,  paypal,  0, true
            one edit allowed,        paypal,  paypall, 1, true
            swap is one edit,        paypal,  paypla,  1, true
            two edits and one allowed,  paypal,  papyall, 1, false
            two edits and two allowed,  paypal,  papyall, 2, true
            none allowed,            paypal,  paypall, 0, false
            """)
    void editsAreCounted(String row, String one, String other, int most, boolean within) {
        assertThat(Edits.within(one, other, most)).isEqualTo(within);
    }

    @Test
    void alphabetsThatNoLanguageMixesAreSeen() {
        assertThat(Alphabets.mixedIn("bаnque.example")).isTrue(); // Cyrillic а
        assertThat(Alphabets.mixedIn("xn--pypal-4ve.com")).isTrue();
        assertThat(Alphabets.mixedIn("société.example")).isFalse();
        assertThat(Alphabets.mixedIn("почта.рф")).isFalse();
    }

    @Test
    void theShippedListHoldsEnoughBrandsEachWithADomainOfItsOwn() {
        assertThat(BRANDS.all()).hasSizeGreaterThan(150);
        assertThat(BRANDS.all())
                .allSatisfy(brand -> brand.domains()
                        .forEach(domain ->
                                assertThat(DomainName.parse(domain)).as(domain).isPresent()));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            plain name,              PayPal,                      true
            name with words,         Service client PayPal,       true
            written together,        LaPoste - Colissimo,         true
            accents,                 Crédit Agricole,             true
            common word alone,       Orange,                      true
            common word and service, Support Orange,              true
            common word otherwise,   Marché de l'orange bleue,    false
            nobody,                  Anna Martin,                 false
            """)
    void namesAreFoundAsWords(String row, String text, boolean found) {
        assertThat(BRANDS.namedIn(text).isEmpty()).isEqualTo(!found);
    }
}
