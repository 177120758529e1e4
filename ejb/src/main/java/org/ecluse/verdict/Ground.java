package org.ecluse.verdict;

import java.util.Map;
import java.util.Optional;
import org.ecluse.policy.AttachmentClass;
import org.ecluse.policy.BulkClass;
import org.ecluse.policy.DmarcPolicy;
import org.ecluse.policy.FailMode;
import org.ecluse.policy.FilterLevel;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.policy.PolicySnapshot;
import org.ecluse.policy.SpoofingAction;
import org.ecluse.policy.UnseenAction;
import org.ecluse.policy.VirusAction;

/**
 * What a finding demands by itself, whatever the score (decisions: What happens to a copy).
 *
 * @param reply what the client hears if all copies are alike
 */
public record Ground(VerdictName name, Disposition disposition, Reply reply) {
    /** Symbol of a virus, whichever engine found it. */
    public static final String VIRUS = "VIRUS_FOUND";

    public static final String PHISHING = "PHISHING_FOUND";
    public static final String RED_LIST = "LIST_BLOCKED";
    public static final String SPOOFED = "SPOOFED_OWN_DOMAIN";
    /** Shows an own domain, and whether that is forged could not be found out. */
    public static final String OWN_DOMAIN_UNCHECKED = "OWN_DOMAIN_UNCHECKED";
    /** The author's domain asks to refuse mail that fails DMARC as this did (R1.11). */
    public static final String DMARC_REJECT = "DMARC_FAIL_REJECT";
    /** The same, but a proven mailing list brought it: held at most. */
    public static final String DMARC_LIST = "DMARC_FAIL_LIST";
    /** The author's domain asks to hold mail that fails DMARC. */
    public static final String DMARC_QUARANTINE = "DMARC_FAIL_QUARANTINE";
    /** A sealer that the policy trusts vouches for the message: a failed DMARC check does not count. */
    public static final String TRUSTED_SEAL = "ARC_TRUSTED_SEAL";

    public static final String ATTACHMENT = "ATTACHMENT_FORBIDDEN";
    /** A file cannot be read without a password: held if the policy holds that class, never called clean. */
    public static final String ENCRYPTED = "ATTACHMENT_ENCRYPTED";
    /** A file holds more than one message may cost. */
    public static final String OVER_BUDGET = "ATTACHMENT_OVER_BUDGET";
    /** A container could not be opened as a whole. */
    public static final String UNREADABLE = "ATTACHMENT_UNREADABLE";
    /** A container that programs read differently. */
    public static final String CONTRADICTORY = "ATTACHMENT_CONTRADICTORY";

    public static final String SIZE = "SIZE_OVER_LIMIT";
    public static final String LOOP = "ROUTING_LOOP";
    /** A part of the message could not be looked into: it is held, never passed as clean. */
    public static final String INCOMPLETE = "CONTENT_INCOMPLETE";
    /** A required antivirus or scan stage did not answer (B8). */
    public static final String SCANNER_UNAVAILABLE = "SCANNER_UNAVAILABLE";
    /** A question to the DNS was not answered. */
    public static final String LOOKUP_UNAVAILABLE = "LOOKUP_UNAVAILABLE";
    /** The address does not exist, and its domain silently discards such mail (R1.13). */
    public static final String RECIPIENT_DISCARDED = "RECIPIENT_DISCARDED";
    /** The address is the service's own, which reads what is written to it (R3.3). */
    public static final String RECIPIENT_IS_SERVICE = "RECIPIENT_IS_SERVICE";
    /** The mail was taken for a domain that is no customer's any more: it waits until the domain is back. */
    public static final String DOMAIN_GONE = "RECIPIENT_DOMAIN_GONE";
    /** A green entry with the client's address: score, bulk class and spoofing do not count (R1.5). */
    public static final String SKIPPED_BY_ALLOW = "SKIPPED_BY_ALLOW";
    /** A green entry with the proven sender: score and bulk class do not count (B6). */
    public static final String GREEN_LIST = "LIST_ALLOWED";

    /** Names an antivirus engine that answered, in its detail, with its signatures and its answer (B8). It demands nothing. */
    public static final String ENGINE = "ANTIVIRUS_ENGINE";
    /** Names an antivirus engine that did not answer and without which it could be decided. It demands nothing. */
    public static final String ENGINE_SILENT = "ANTIVIRUS_ENGINE_SILENT";

    /** The language of the text: its code, a blank, its name. It demands nothing and weighs nothing (R2.9). */
    public static final String LANGUAGE = "LANGUAGE";

    /** The policy names the languages that are read, and this is none of them. */
    public static final String LANGUAGE_UNREAD = "LANGUAGE_UNREAD";

    private static final String HEADER_PREFIX = "HEADER_INVALID_";
    private static final String BULK_PREFIX = "BULK_";
    private static final Map<VerdictName, String> SYMBOLS = Map.of(
            VerdictName.VIRUS, VIRUS,
            VerdictName.PHISHING, PHISHING,
            VerdictName.RED_LIST, RED_LIST,
            VerdictName.SPOOFED, SPOOFED,
            VerdictName.CONTENT, ATTACHMENT,
            VerdictName.SIZE, SIZE,
            VerdictName.PROTOCOL, LOOP);

    /** Symbol that stands for a stage's decision, if its own findings name none. */
    public static Optional<String> symbolOf(VerdictName name) {
        return Optional.ofNullable(SYMBOLS.get(name));
    }

    /** Symbol of a bulk class (R2.2). */
    public static String symbolOf(BulkClass bulk) {
        return BULK_PREFIX + bulk.name();
    }

    /** Symbol of a header field that R1.10 finds missing or malformed: {@code FROM}, {@code TO} or {@code SUBJECT}. */
    public static String invalidHeader(String field) {
        return HEADER_PREFIX + field;
    }

    /** What {@code symbol} demands under this policy, or empty if it only explains or scores. */
    public static Optional<Ground> of(String symbol, PolicySnapshot policy) {
        FilterPolicy rules = policy.policy();
        return switch (symbol) {
            case VIRUS ->
                held(
                        VerdictName.VIRUS,
                        rules.virusAction() == VirusAction.DESTROY
                                ? Disposition.DESTROY
                                : Disposition.THREAT_QUARANTINE);
            case PHISHING -> held(VerdictName.PHISHING, Disposition.THREAT_QUARANTINE);
            case RED_LIST -> refused(VerdictName.RED_LIST, Reply.REJECTED_BY_RECIPIENT);
            case SPOOFED -> spoofed(rules.antiSpoofing());
            case OWN_DOMAIN_UNCHECKED -> ownDomainUnchecked(rules);
            case DMARC_REJECT -> dmarc(rules.dmarc().mode(), true);
            case DMARC_QUARANTINE, DMARC_LIST -> dmarc(rules.dmarc().mode(), false);
            case LOOP -> refused(VerdictName.PROTOCOL, Reply.ROUTING_LOOP);
            case ATTACHMENT, INCOMPLETE -> held(VerdictName.CONTENT, Disposition.QUARANTINE);
            case ENCRYPTED -> heldIf(rules.attachments().classes().contains(AttachmentClass.ENCRYPTED));
            case OVER_BUDGET -> heldIf(rules.attachments().overBudget() == UnseenAction.HOLD);
            case UNREADABLE, CONTRADICTORY -> heldIf(rules.attachments().unreadable() == UnseenAction.HOLD);
            case SIZE -> held(VerdictName.SIZE, Disposition.QUARANTINE);
            case SCANNER_UNAVAILABLE -> unavailable(rules.antivirus(), Reply.SCANNER_UNAVAILABLE);
            case LOOKUP_UNAVAILABLE -> unavailable(rules.lookups(), Reply.LOOKUP_UNAVAILABLE);
            case RECIPIENT_DISCARDED, RECIPIENT_IS_SERVICE -> held(VerdictName.CLEAN, Disposition.DISCARD);
            case DOMAIN_GONE -> unavailable(FailMode.DEFER, Reply.DIRECTORY_UNAVAILABLE);
            default -> ofFamily(symbol, policy);
        };
    }

    private static Optional<Ground> ofFamily(String symbol, PolicySnapshot policy) {
        if (symbol.startsWith(HEADER_PREFIX) && policy.policy().requireValidHeaders()) {
            return refused(VerdictName.PROTOCOL, Reply.REJECTED_HEADERS);
        }
        boolean held = policy.level() == FilterLevel.ROBUSTE
                && symbol.startsWith(BULK_PREFIX)
                && policy.policy().heldBulk().stream()
                        .anyMatch(bulk -> symbolOf(bulk).equals(symbol));
        return held ? held(VerdictName.PNS, Disposition.QUARANTINE) : Optional.empty();
    }

    private static Optional<Ground> spoofed(SpoofingAction action) {
        return switch (action) {
            case OFF -> Optional.empty();
            case REJECT -> refused(VerdictName.SPOOFED, Reply.REJECTED_AS_FORGED);
            case THREAT_QUARANTINE -> held(VerdictName.SPOOFED, Disposition.THREAT_QUARANTINE);
        };
    }

    /** Neither refused for good nor passed on a mere absence of answers. */
    private static Optional<Ground> ownDomainUnchecked(FilterPolicy rules) {
        if (rules.antiSpoofing() == SpoofingAction.OFF) {
            return Optional.empty();
        }
        return unavailable(rules.lookups(), Reply.LOOKUP_UNAVAILABLE)
                .or(() -> held(VerdictName.SPOOFED, Disposition.THREAT_QUARANTINE));
    }

    private static Optional<Ground> dmarc(DmarcPolicy.Mode mode, boolean ownerRefuses) {
        return switch (mode) {
            case SCORE -> Optional.empty();
            case QUARANTINE -> held(VerdictName.SPOOFED, Disposition.THREAT_QUARANTINE);
            case HONOUR ->
                ownerRefuses
                        ? refused(VerdictName.SPOOFED, Reply.REJECTED_BY_DMARC)
                        : held(VerdictName.SPOOFED, Disposition.THREAT_QUARANTINE);
        };
    }

    /** Whether a trusted seal makes up for {@code symbol}. */
    static boolean isDmarcFailure(String symbol) {
        return symbol.equals(DMARC_REJECT) || symbol.equals(DMARC_QUARANTINE) || symbol.equals(DMARC_LIST);
    }

    /** Whether {@code symbol} says that something about the sender could not be found out: of no interest where the server is trusted. */
    static boolean isAboutSender(String symbol) {
        return symbol.equals(LOOKUP_UNAVAILABLE) || symbol.equals(OWN_DOMAIN_UNCHECKED);
    }

    private static Optional<Ground> unavailable(FailMode mode, Reply reply) {
        return mode == FailMode.DEFER
                ? Optional.of(new Ground(VerdictName.UNCHECKED, Disposition.DEFER, reply))
                : Optional.empty();
    }

    private static Optional<Ground> heldIf(boolean wanted) {
        return wanted ? held(VerdictName.CONTENT, Disposition.QUARANTINE) : Optional.empty();
    }

    private static Optional<Ground> held(VerdictName name, Disposition disposition) {
        return Optional.of(new Ground(name, disposition, Reply.ACCEPTED));
    }

    private static Optional<Ground> refused(VerdictName name, Reply reply) {
        return Optional.of(new Ground(name, Disposition.REJECT, reply));
    }
}
