package org.ecluse.filter.phishing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ecluse.filter.ProvenSender;
import org.ecluse.filter.RecipientStage;
import org.ecluse.filter.RecipientTransaction;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.FreeMail;
import org.ecluse.mail.ParsedMessage.Mailbox;
import org.ecluse.mail.PersonName;
import org.ecluse.policy.PhishingPolicy;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.StageResult;

/**
 * Puts the signs together with what only the recipient's customer knows – its people's names, its partners' domains, whom it
 * trusts – and says whether the copy is phishing (R2.6).
 */
public final class PhishingVerdictStage implements RecipientStage {
    /** The sender is one that the policy trusts: the signs are shown, but they prove nothing. */
    private static final String TRUSTED = "PHISH_TRUSTED_SENDER";

    @Override
    public String name() {
        return "phishing-verdict";
    }

    @Override
    public StageResult examine(RecipientTransaction copy) {
        Signs signs = new Signs();
        Optional<Mailbox> author = copy.message().parsed().from().stream()
                .filter(mailbox -> mailbox.address().isPresent())
                .findFirst();
        Optional<EmailAddress> from = author.flatMap(Mailbox::address);
        if (from.isPresent() && !isOwn(from.get(), copy)) {
            claims(author.get().displayName(), from.get(), copy, signs);
        }
        List<Finding> found = new ArrayList<>(signs.findings());
        List<Finding> all = new ArrayList<>(copy.contentFindings());
        all.addAll(found);
        PhishingCase put = PhishingCase.of(all);
        if (put.isProven()) {
            boolean trusted = from.filter(address -> isTrusted(address, copy)).isPresent();
            found.add(Finding.of(trusted ? TRUSTED : Ground.PHISHING, put.detail()));
        }
        return new StageResult.Findings(found);
    }

    private static void claims(String name, EmailAddress from, RecipientTransaction copy, Signs signs) {
        Optional<String> person = PersonName.of(name).filter(written -> isOwnPerson(written, copy));
        if (person.isPresent()) {
            signs.add(PhishingSign.NAME_OWN_PERSON, name + ", " + from);
            if (FreeMail.isFree(from.domain())) {
                signs.add(PhishingSign.SENDER_FREE, from.toString());
            }
        }
        PhishingPolicy policy = copy.policy().policy().phishing();
        if (policy.protectedDomains().contains(from.domain().value())
                || policy.protectedDomains().isEmpty()) {
            return;
        }
        Set<DomainName> partners = policy.protectedDomains().stream()
                .map(DomainName::parse)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        if (partners.stream().noneMatch(partner -> from.domain().isWithin(partner))) {
            LookAlikes.ofDomains(partners)
                    .of(from.domain().value())
                    .filter(like -> like.kind() == Likeness.Kind.LOOKS_LIKE)
                    .ifPresent(like -> signs.add(PhishingSign.SENDER_LOOKALIKE_OWN, from.domain() + " ~ " + like.of()));
        }
    }

    private static boolean isOwnPerson(String name, RecipientTransaction copy) {
        return copy.policy().ownPeople().contains(name)
                || copy.policy().policy().phishing().protectedNames().stream()
                        .map(PersonName::of)
                        .flatMap(Optional::stream)
                        .anyMatch(name::equals);
    }

    private static boolean isOwn(EmailAddress from, RecipientTransaction copy) {
        return copy.policy().ownDomains().stream().anyMatch(own -> from.domain().isWithin(own));
    }

    private static boolean isTrusted(EmailAddress from, RecipientTransaction copy) {
        return copy.policy().policy().phishing().trustedDomains().stream()
                        .map(DomainName::parse)
                        .flatMap(Optional::stream)
                        .anyMatch(from.domain()::isWithin)
                && ProvenSender.proves(copy.message(), from.domain());
    }
}
