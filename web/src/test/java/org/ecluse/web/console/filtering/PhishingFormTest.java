package org.ecluse.web.console.filtering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.policy.PhishingPolicy;
import org.junit.jupiter.api.Test;

/** R2.6. */
class PhishingFormTest {
    private static final PhishingPolicy POLICY =
            new PhishingPolicy(Set.of("Élodie Dupont", "Paul Martin"), Set.of("supplier.example"), Set.of("a.example"));

    @Test
    void whatIsShownIsWhatIsPublished() {
        assertThat(new PhishingForm(POLICY).policy()).isEqualTo(POLICY);
    }

    @Test
    void namesStandOnLinesAndDomainsAreWrittenInAnyWay() {
        PhishingForm form = new PhishingForm(PhishingPolicy.DEFAULT);
        form.setNames("Élodie Dupont\r\n\r\nPaul Martin");
        form.setProtectedDomains("Supplier.example.");
        form.setTrustedDomains("société.example; b.example");
        assertThat(form.policy())
                .isEqualTo(new PhishingPolicy(
                        Set.of("Élodie Dupont", "Paul Martin"),
                        Set.of("supplier.example"),
                        Set.of("xn--socit-esab.example", "b.example")));
    }

    @Test
    void whatIsNoNameOrNoDomainIsRefused() {
        PhishingForm form = new PhishingForm(PhishingPolicy.DEFAULT);
        form.setNames("direction");
        assertThatThrownBy(form::policy).hasMessageContaining("direction");
        form.setNames("");
        form.setTrustedDomains("not_a domain!");
        assertThatThrownBy(form::policy).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anotherChangeOfThePolicyKeepsThem() {
        assertThat(new PolicyForm(FilterPolicy.DEFAULT).policy().phishing()).isEqualTo(PhishingPolicy.DEFAULT);
    }
}
