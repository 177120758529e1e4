package org.ecluse.server.directory.probe;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.MessageId;
import org.ecluse.queue.smtp.SmtpReply;
import org.ecluse.server.directory.probe.RecipientProbe.ProbeResult;

/**
 * Asks at most what the bounds allow and remembers the answers. The first question to a domain also asks for an address that
 * cannot exist: a server that takes that one takes everything, and its answers mean nothing.
 */
final class BoundedProbe {
    /** Asks a domain's servers; the replies to RCPT in order. */
    interface Asker {
        List<SmtpReply> ask(long domainId, List<String> recipients) throws IOException;
    }

    private static final Duration POSITIVE = Duration.ofHours(24);
    private static final Duration NEGATIVE = Duration.ofMinutes(10);
    private static final Duration LONGEST_TURN = Duration.ofSeconds(5);
    private static final String TAKES_ALL = "ALL";
    private static final String ASKS_EACH = "EACH";

    private final ProbeCache cache;
    private final Asker asker;
    private final Clock clock;
    private final ConcurrentHashMap<Long, ProbeBounds> bounds = new ConcurrentHashMap<>();

    BoundedProbe(ProbeCache cache, Asker asker, Clock clock) {
        this.cache = cache;
        this.asker = asker;
        this.clock = clock;
    }

    ProbeResult exists(long domainId, DomainName domain, EmailAddress recipient) {
        Optional<String> habit = cache.get(habitKey(domainId));
        if (habit.isPresent() && habit.get().equals(TAKES_ALL)) {
            return ProbeResult.EXISTS;
        }
        Optional<String> known = cache.get(recipientKey(domainId, recipient));
        if (known.isPresent()) {
            return ProbeResult.valueOf(known.get());
        }
        ProbeBounds turn = bounds.computeIfAbsent(domainId, id -> new ProbeBounds());
        try {
            if (!turn.begin(LONGEST_TURN)) {
                return ProbeResult.UNAVAILABLE;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ProbeResult.UNAVAILABLE;
        }
        try {
            return ask(domainId, domain, recipient, habit.isEmpty());
        } catch (IOException e) {
            return ProbeResult.UNAVAILABLE; // that it could not be asked is the answer
        } finally {
            turn.done();
        }
    }

    private ProbeResult ask(long domainId, DomainName domain, EmailAddress recipient, boolean habitUnknown)
            throws IOException {
        String nobody = "nobody-" + MessageId.create(clock).value().toLowerCase(Locale.ROOT) + "@" + domain;
        List<SmtpReply> replies = asker.ask(
                domainId, habitUnknown ? List.of(recipient.toString(), nobody) : List.of(recipient.toString()));
        ProbeResult result = meaning(replies.get(0));
        if (habitUnknown && result == ProbeResult.EXISTS) {
            ProbeResult ofNobody = meaning(replies.get(1));
            if (ofNobody != ProbeResult.UNAVAILABLE) {
                boolean all = ofNobody == ProbeResult.EXISTS;
                cache.put(habitKey(domainId), all ? TAKES_ALL : ASKS_EACH, POSITIVE);
            }
        }
        if (result != ProbeResult.UNAVAILABLE) {
            Duration lifespan = result == ProbeResult.EXISTS ? POSITIVE : NEGATIVE;
            cache.put(recipientKey(domainId, recipient), result.name(), lifespan);
        }
        return result;
    }

    /** Only a clear "no such mailbox" says so; refused for another reason says nothing of the mailbox (RFC 3463). */
    static ProbeResult meaning(SmtpReply reply) {
        if (reply.positive()) {
            return ProbeResult.EXISTS;
        }
        if (!reply.permanent()) {
            return ProbeResult.UNAVAILABLE;
        }
        Optional<String> status = reply.enhanced();
        if (status.isEmpty()) {
            return ProbeResult.UNKNOWN;
        }
        if (status.get().startsWith("5.2.")) {
            return ProbeResult.EXISTS; // full, disabled, too large for it: a mailbox all the same
        }
        boolean address = status.get().startsWith("5.1.") || status.get().startsWith("5.0.");
        return address ? ProbeResult.UNKNOWN : ProbeResult.UNAVAILABLE;
    }

    /** Whether the domain's servers take any address, as far as it is known. */
    boolean takesAll(long domainId) {
        return cache.get(habitKey(domainId)).filter(TAKES_ALL::equals).isPresent();
    }

    private static String habitKey(long domainId) {
        return "habit|" + domainId;
    }

    private static String recipientKey(long domainId, EmailAddress recipient) {
        return "recipient|" + domainId + "|" + recipient.key();
    }
}
