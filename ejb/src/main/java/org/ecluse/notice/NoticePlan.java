package org.ecluse.notice;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ecluse.mail.EmailAddress;
import org.ecluse.policy.NoticePolicy;
import org.ecluse.policy.Noticed;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.VerdictName;

/**
 * Whom a policy has told of a held copy (R2.10). Nobody is told of a virus, whatever else was found (A15); a sender only if
 * authentication proved it and a person reads its mail: anybody else would get answers to what they never sent.
 */
public final class NoticePlan {
    private static final Set<String> ROBOTS = Set.of(
            "mailer-daemon", "postmaster", "noreply", "no-reply", "donotreply", "do-not-reply", "bounce", "bounces");

    private NoticePlan() {}

    /** Address keys by party; empty if nobody is told. */
    public static Map<NoticeParty, String> of(HeldCopy copy, NoticePolicy policy) {
        Map<NoticeParty, String> told = new EnumMap<>(NoticeParty.class);
        Optional<Noticed> why = why(copy);
        if (why.isEmpty()) {
            return told;
        }
        if (policy.administrator().contains(why.get())) {
            told.put(NoticeParty.ADMINISTRATOR, policy.address());
        }
        if (policy.recipient().contains(why.get())) {
            told.put(NoticeParty.RECIPIENT, copy.recipient().key());
        }
        if (policy.sender().contains(why.get()) && copy.senderProven() && !copy.automatic()) {
            copy.sender()
                    .filter(sender -> !isRobot(sender))
                    .ifPresent(sender -> told.put(NoticeParty.SENDER, sender.toString()));
        }
        return told;
    }

    private static Optional<Noticed> why(HeldCopy copy) {
        boolean virus =
                copy.findings().stream().anyMatch(finding -> finding.symbol().equals(Ground.VIRUS));
        return virus ? Optional.empty() : noticed(copy.verdict());
    }

    private static Optional<Noticed> noticed(VerdictName verdict) {
        return switch (verdict) {
            case SIZE -> Optional.of(Noticed.SIZE);
            case CONTENT -> Optional.of(Noticed.CONTENT);
            case SPAM_QUARANTINED -> Optional.of(Noticed.SPAM);
            case PNS -> Optional.of(Noticed.BULK);
            default -> Optional.empty();
        };
    }

    private static boolean isRobot(EmailAddress sender) {
        String local = sender.localPart().toLowerCase(Locale.ROOT);
        return ROBOTS.contains(local)
                || local.startsWith("owner-")
                || local.endsWith("-request")
                || local.startsWith("bounce")
                || local.contains("=");
    }
}
