package org.ecluse.server.scanning;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import org.ecluse.dns.DnsLookup;
import org.ecluse.filter.MessageAuthentication;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.authentication.AuthenticationResults;
import org.ecluse.filter.authentication.AuthorDomains;
import org.ecluse.filter.authentication.MessageAuthenticator;
import org.ecluse.filter.authentication.SignatureCheck;
import org.ecluse.filter.authentication.keys.KeyCache;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.RawMessage;
import org.ecluse.mail.ReversePath;
import org.ecluse.mail.SessionFacts;
import org.ecluse.net.SpecialNetworks;
import org.ecluse.server.dnslist.DnsListInquiry;
import org.ecluse.settings.ServerSettings;

/** Establishes who sent a message that comes from outside, before the stages look at it (R1.11). Runs in a scan thread. */
@ApplicationScoped
public class SenderAuthentication {
    private static final String OUTSIDE = "mx";

    @Inject
    private DnsLookup dns;

    @Inject
    private DnsListInquiry lists;

    @Inject
    private ServerSettings settings;

    @Inject
    private Clock clock;

    private final KeyCache keys = new KeyCache(SignatureCheck.CACHED_KEYS);

    /**
     * What was established.
     *
     * @param results value of our Authentication-Results field, "" for mail from inside
     */
    public record Established(SenderFacts sender, MessageAuthentication message, String results) {}

    /** @throws IOException the message cannot be read from where it is kept */
    public Established establish(
            RawMessage raw, ParsedMessage parsed, SessionFacts session, ReversePath from, SenderFacts facts)
            throws IOException {
        if (!session.role().equals(OUTSIDE)) {
            return new Established(facts, MessageAuthentication.NONE, "");
        }
        SenderFacts sender = lists.alsoAbout(session.client(), from, AuthorDomains.of(parsed), facts);
        MessageAuthentication proof = MessageAuthentication.NONE;
        if (settings.authentication().enabled() && mayBeKnown(session)) {
            MessageAuthenticator authenticator = new MessageAuthenticator(
                    dns,
                    (message, bounded, budget) -> new SignatureCheck(bounded, clock, keys).verify(message, budget),
                    settings.authentication().time(),
                    settings.service().hostName());
            sender = authenticator.withSpf(session, from, sender);
            proof = authenticator.authenticate(raw, parsed, sender);
        }
        String results = AuthenticationResults.value(settings.service().hostName(), session, from, sender, proof);
        return new Established(sender, proof, results);
    }

    /** As with SPF: only a resolver that somebody chose can know anything of a client of this machine or network. */
    private boolean mayBeKnown(SessionFacts session) {
        return !settings.dns().servers().isEmpty() || !SpecialNetworks.isLocal(session.client());
    }
}
