package org.ecluse.filter.authentication;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ecluse.filter.ArcVerdict;
import org.ecluse.filter.DkimVerdict;
import org.ecluse.filter.DkimVerdict.Result;
import org.ecluse.filter.DmarcVerdict;
import org.ecluse.filter.FilterStage;
import org.ecluse.filter.MailTransaction;
import org.ecluse.filter.MessageAuthentication;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.SenderFacts.HeloName;
import org.ecluse.filter.SenderFacts.SpfResult;
import org.ecluse.mail.DomainName;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.StageResult;

/** Says what SPF, DKIM, ARC and DMARC found, so that it weighs, explains and can be acted upon (R1.11). */
public final class AuthenticationStage implements FilterStage {
    @Override
    public String name() {
        return "authentication";
    }

    @Override
    public StageResult examine(MailTransaction transaction) {
        List<Finding> findings = new ArrayList<>();
        findings.add(spf(transaction.senderFacts()));
        if (transaction.senderFacts().helo() == HeloName.FORBIDDEN) {
            findings.add(Finding.of("SPF_HELO_FAIL", transaction.session().helo()));
        }
        List<DomainName> authors = AuthorDomains.of(transaction.parsed());
        if (authors.size() > 1) {
            findings.add(Finding.of(
                    "FROM_SEVERAL_DOMAINS",
                    authors.stream().limit(10).map(DomainName::value).collect(Collectors.joining(", "))));
        }
        MessageAuthentication message = transaction.authentication();
        if (!message.equals(MessageAuthentication.NONE)) {
            findings.add(dkim(message.dkim()));
            arc(message.arc()).ifPresent(findings::add);
            findings.add(dmarc(message.dmarc(), transaction));
            if (message.dmarc().result() == DmarcVerdict.Result.TEMPERROR) {
                findings.add(Finding.of(
                        Ground.LOOKUP_UNAVAILABLE,
                        name() + ": " + message.dmarc().reason()));
            }
        }
        return new StageResult.Findings(findings);
    }

    private static Finding spf(SenderFacts facts) {
        String symbol = switch (facts.spf()) {
            case PASS -> "SPF_PASS";
            case FAIL -> "SPF_FAIL";
            case SOFTFAIL -> "SPF_SOFTFAIL";
            case NEUTRAL -> "SPF_NEUTRAL";
            case NONE -> "SPF_NONE";
            case PERMERROR -> "SPF_PERMERROR";
            case TEMPERROR -> "SPF_TEMPERROR";
        };
        String words = facts.spfExplanation().map(owner -> ": " + owner).orElse("");
        return Finding.of(symbol, facts.spfDomain().orElse("") + words);
    }

    /** One finding for all signatures: a good one makes up for those that something on the way has broken. */
    private static Finding dkim(List<DkimVerdict> verdicts) {
        if (verdicts.isEmpty()) {
            return Finding.of("DKIM_NONE");
        }
        if (verdicts.stream().anyMatch(DkimVerdict::passed)) {
            return Finding.of("DKIM_PASS", signers(verdicts, Result.PASS));
        }
        for (Result result : List.of(Result.TEMPERROR, Result.FAIL, Result.POLICY, Result.PERMERROR)) {
            if (verdicts.stream().anyMatch(verdict -> verdict.result() == result)) {
                return Finding.of(symbol(result), signers(verdicts, result));
            }
        }
        return Finding.of("DKIM_NEUTRAL", signers(verdicts, Result.NEUTRAL));
    }

    private static String symbol(Result result) {
        return switch (result) {
            case TEMPERROR -> "DKIM_TEMPERROR";
            case FAIL -> "DKIM_FAIL";
            case POLICY -> "DKIM_WEAK";
            default -> "DKIM_PERMERROR";
        };
    }

    private static String signers(List<DkimVerdict> verdicts, Result result) {
        return verdicts.stream()
                .filter(verdict -> verdict.result() == result)
                .map(verdict -> verdict.domain() + (verdict.reason().isEmpty() ? "" : " (" + verdict.reason() + ")"))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static Optional<Finding> arc(ArcVerdict verdict) {
        return switch (verdict.result()) {
            case NONE -> Optional.empty();
            case PASS -> Optional.of(Finding.of("ARC_PASS", String.join(", ", verdict.sealers())));
            case FAIL -> Optional.of(Finding.of("ARC_FAIL", verdict.reason()));
        };
    }

    private static Finding dmarc(DmarcVerdict verdict, MailTransaction transaction) {
        return switch (verdict.result()) {
            case NONE -> Finding.of("DMARC_NONE", verdict.fromDomain());
            case PASS -> Finding.of("DMARC_PASS", verdict.fromDomain());
            case TEMPERROR -> Finding.of("DMARC_TEMPERROR", verdict.fromDomain());
            case PERMERROR -> Finding.of("DMARC_PERMERROR", words(verdict));
            case FAIL -> Finding.of(failure(verdict, transaction), words(verdict));
        };
    }

    private static String failure(DmarcVerdict verdict, MailTransaction transaction) {
        return switch (verdict.requested()) {
            case NONE -> "DMARC_FAIL_NONE";
            case QUARANTINE -> Ground.DMARC_QUARANTINE;
            case REJECT -> cameThroughList(transaction) ? Ground.DMARC_LIST : Ground.DMARC_REJECT;
        };
    }

    /**
     * A mailing list that is itself proven changed the message, as lists do: refusing it would only make the list drop its
     * subscriber (RFC 9989 section 7.4).
     */
    private static boolean cameThroughList(MailTransaction transaction) {
        boolean proven = transaction.senderFacts().spf() == SpfResult.PASS
                || transaction.authentication().dkim().stream().anyMatch(DkimVerdict::passed);
        return proven && transaction.parsed().first("List-Id").isPresent();
    }

    private static String words(DmarcVerdict verdict) {
        return verdict.fromDomain().isEmpty() ? verdict.reason() : verdict.fromDomain();
    }
}
