package org.ecluse.policy;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an administrator sets for a customer or a domain: the content of one policy revision. Kept as JSON, changed in the console.
 *
 * @param level default level of the users (R3.9)
 * @param userMayBeLooser whether a user may choose a looser level than {@code level}
 * @param maxSizeBytes above it a copy is quarantined as Taille; bytes on the wire (R2.3, R2.11)
 * @param heldBulk bulk classes that level ROBUSTE quarantines as PNS (R2.2)
 * @param spamDestroyedSilently false: 550 when all recipients alike; true: 250 and gone
 * @param antivirus what happens when a required engine does not answer (B8)
 * @param lookups what happens when the DNS does not answer
 * @param requireValidHeaders refuse a missing or malformed From, To or Subject instead of noting it (R1.10)
 * @param usersReleaseContent users may release Contenu themselves
 * @param quarantineDays 1 to 365 (R3.11)
 * @param grey the grey zone (R1.4)
 * @param dmarc what a failed DMARC check leads to (R1.11)
 * @param phishing names and domains to look for beside the own ones (R2.6)
 * @param notices who is told at once of what is held (R2.10)
 * @param marking how delivered mail is marked (R2.7)
 * @param languages ISO 639-1 codes of those that people here read: text in another one is a sign of spam (R2.9); empty: any
 * @param feedbackBanner mail is delivered with a link by which its reader reports it as spam (R2.8)
 * @param weightOverrides points by symbol, where they differ from the shipped weights
 */
public record FilterPolicy(
        FilterLevel level,
        boolean userMayBeLooser,
        Thresholds thresholds,
        long maxSizeBytes,
        AttachmentRules attachments,
        Set<BulkClass> heldBulk,
        VirusAction virusAction,
        SpoofingAction antiSpoofing,
        boolean spamDestroyedSilently,
        FailMode antivirus,
        FailMode lookups,
        boolean requireValidHeaders,
        boolean usersReleaseContent,
        int quarantineDays,
        GreyPolicy grey,
        DmarcPolicy dmarc,
        PhishingPolicy phishing,
        NoticePolicy notices,
        Marking marking,
        Set<String> languages,
        boolean feedbackBanner,
        Map<String, Double> weightOverrides) {
    public static final FilterPolicy DEFAULT = new FilterPolicy(
            FilterLevel.ROBUSTE,
            true,
            Thresholds.DEFAULT,
            25L * 1024 * 1024,
            AttachmentRules.RECOMMENDED,
            Set.of(BulkClass.values()),
            VirusAction.DESTROY,
            SpoofingAction.OFF,
            false,
            FailMode.DEFER,
            FailMode.NOTE,
            false,
            false,
            14,
            GreyPolicy.DEFAULT,
            DmarcPolicy.DEFAULT,
            PhishingPolicy.DEFAULT,
            NoticePolicy.OFF,
            Marking.DEFAULT,
            Set.of(),
            false,
            Map.of());

    /** With what is looked for by default in phishing. */
    public FilterPolicy(
            FilterLevel level,
            boolean userMayBeLooser,
            Thresholds thresholds,
            long maxSizeBytes,
            AttachmentRules attachments,
            Set<BulkClass> heldBulk,
            VirusAction virusAction,
            SpoofingAction antiSpoofing,
            boolean spamDestroyedSilently,
            FailMode antivirus,
            FailMode lookups,
            boolean requireValidHeaders,
            boolean usersReleaseContent,
            int quarantineDays,
            GreyPolicy grey,
            DmarcPolicy dmarc,
            Map<String, Double> weightOverrides) {
        this(
                level,
                userMayBeLooser,
                thresholds,
                maxSizeBytes,
                attachments,
                heldBulk,
                virusAction,
                antiSpoofing,
                spamDestroyedSilently,
                antivirus,
                lookups,
                requireValidHeaders,
                usersReleaseContent,
                quarantineDays,
                grey,
                dmarc,
                PhishingPolicy.DEFAULT,
                weightOverrides);
    }

    /** Without notices, marks in the subject and the banner. */
    public FilterPolicy(
            FilterLevel level,
            boolean userMayBeLooser,
            Thresholds thresholds,
            long maxSizeBytes,
            AttachmentRules attachments,
            Set<BulkClass> heldBulk,
            VirusAction virusAction,
            SpoofingAction antiSpoofing,
            boolean spamDestroyedSilently,
            FailMode antivirus,
            FailMode lookups,
            boolean requireValidHeaders,
            boolean usersReleaseContent,
            int quarantineDays,
            GreyPolicy grey,
            DmarcPolicy dmarc,
            PhishingPolicy phishing,
            Map<String, Double> weightOverrides) {
        this(
                level,
                userMayBeLooser,
                thresholds,
                maxSizeBytes,
                attachments,
                heldBulk,
                virusAction,
                antiSpoofing,
                spamDestroyedSilently,
                antivirus,
                lookups,
                requireValidHeaders,
                usersReleaseContent,
                quarantineDays,
                grey,
                dmarc,
                phishing,
                NoticePolicy.OFF,
                Marking.DEFAULT,
                Set.of(),
                false,
                weightOverrides);
    }

    public FilterPolicy {
        heldBulk = Set.copyOf(heldBulk);
        languages = Set.copyOf(languages);
        weightOverrides = Map.copyOf(weightOverrides);
        if (maxSizeBytes < 1024) {
            throw new IllegalArgumentException("maxSizeBytes must be at least 1024, not " + maxSizeBytes);
        }
        if (!languages.stream().allMatch(code -> code.matches("[a-z]{2}"))) {
            throw new IllegalArgumentException("a language is a code of two letters, as fr");
        }
        if (quarantineDays < 1 || quarantineDays > 365) {
            throw new IllegalArgumentException("quarantineDays must be 1 to 365, not " + quarantineDays);
        }
    }

    /** This policy with the attachment rules of the recipient with this key (R2.4). */
    public FilterPolicy forAddress(String address) {
        AttachmentRules own = attachments.forAddress(address);
        return own.equals(attachments)
                ? this
                : new FilterPolicy(
                        level,
                        userMayBeLooser,
                        thresholds,
                        maxSizeBytes,
                        own,
                        heldBulk,
                        virusAction,
                        antiSpoofing,
                        spamDestroyedSilently,
                        antivirus,
                        lookups,
                        requireValidHeaders,
                        usersReleaseContent,
                        quarantineDays,
                        grey,
                        dmarc,
                        phishing,
                        notices,
                        marking,
                        languages,
                        feedbackBanner,
                        weightOverrides);
    }

    /** This policy with other thresholds. */
    public FilterPolicy with(Thresholds other) {
        return new FilterPolicy(
                level,
                userMayBeLooser,
                other,
                maxSizeBytes,
                attachments,
                heldBulk,
                virusAction,
                antiSpoofing,
                spamDestroyedSilently,
                antivirus,
                lookups,
                requireValidHeaders,
                usersReleaseContent,
                quarantineDays,
                grey,
                dmarc,
                phishing,
                notices,
                marking,
                languages,
                feedbackBanner,
                weightOverrides);
    }

    /** The level of a user who chose {@code own}: a looser one than the customer's counts only if the customer allows it (R3.9). */
    public FilterLevel levelFor(Optional<FilterLevel> own) {
        return own.filter(chosen -> userMayBeLooser || chosen.compareTo(level) <= 0)
                .orElse(level);
    }
}
