package org.ecluse.web.console.filtering;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.PersonName;
import org.ecluse.policy.PhishingPolicy;

/** What is looked for in phishing beside the own domains and people, while it is edited (R2.6). */
public class PhishingForm implements Serializable {
    private static final long serialVersionUID = 1L;

    private String names;
    private String protectedDomains;
    private String trustedDomains;

    PhishingForm(PhishingPolicy policy) {
        names = policy.protectedNames().stream().sorted().collect(Collectors.joining("\n"));
        protectedDomains = shown(policy.protectedDomains());
        trustedDomains = shown(policy.trustedDomains());
    }

    /** @throws IllegalArgumentException something is no name of a person, no domain, or there are too many */
    PhishingPolicy policy() {
        return new PhishingPolicy(
                lines(names).map(PhishingForm::person).collect(Collectors.toSet()),
                domains(protectedDomains),
                domains(trustedDomains));
    }

    private static String shown(Set<String> domains) {
        return domains.stream().sorted().collect(Collectors.joining(", "));
    }

    /** Names hold blanks, so commas and line ends part them. */
    private static Stream<String> lines(String text) {
        return Arrays.stream(text.split("[\\n\\r,;]+")).map(String::strip).filter(line -> !line.isEmpty());
    }

    private static String person(String written) {
        return PersonName.of(written)
                .map(form -> written)
                .orElseThrow(() -> new IllegalArgumentException("no name: " + written));
    }

    private static Set<String> domains(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[\\s,;]+"))
                .filter(word -> !word.isEmpty())
                .map(PhishingForm::domain)
                .collect(Collectors.toSet());
    }

    private static String domain(String written) {
        return DomainName.parse(written)
                .map(DomainName::value)
                .orElseThrow(() -> new IllegalArgumentException("no domain: " + written));
    }

    public String getNames() {
        return names;
    }

    public void setNames(String value) {
        names = value;
    }

    public String getProtectedDomains() {
        return protectedDomains;
    }

    public void setProtectedDomains(String value) {
        protectedDomains = value;
    }

    public String getTrustedDomains() {
        return trustedDomains;
    }

    public void setTrustedDomains(String value) {
        trustedDomains = value;
    }
}
