package org.ecluse.server.account;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ecluse.link.LinkPurpose;
import org.ecluse.mail.MessageId;
import org.ecluse.policy.ListEntry.Colour;
import org.ecluse.server.link.LinkService;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.server.ownmail.OwnMail;
import org.ecluse.server.ownmail.OwnMailService;
import org.ecluse.settings.ServerSettings;
import org.ecluse.text.Templates;
import org.ecluse.text.Texts;

/**
 * Mails a link that opens the account, alone or with the user's lists: only to the address it is for, or to the owner of a distribution
 * list, whose members would else all get it; at most once an hour (decisions: Security; R3.6, R3.10).
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AccountMail {
    /** How long a link opens the account. */
    public static final Duration LINK_LIFE = Duration.ofHours(24);

    @Inject
    UserAccounts accounts;

    @Inject
    UserLists lists;

    @Inject
    LinkService links;

    @Inject
    OwnMailService ownMail;

    @Inject
    ServerSettings settings;

    @Inject
    Clock clock;

    /** What became of the wish for a mail. */
    public enum Outcome {
        MAILED,
        /** One was mailed within the last hour; its link still opens the account. */
        MAILED_BEFORE,
        /** Logged. */
        FAILED
    }

    /** @param address address key */
    public Outcome sendLink(String address, Texts texts) {
        return send(address, texts, "link", Map.of());
    }

    /** "Résumé des listes verte/rouge". @param address address key */
    public Outcome sendLists(String address, Texts texts) {
        Map<Colour, List<String>> values = lists.values(address);
        return send(
                address, texts, "lists", Map.of("green", values.get(Colour.ALLOW), "red", values.get(Colour.BLOCK)));
    }

    private Outcome send(String address, Texts texts, String kind, Map<String, ?> more) {
        if (!accounts.claimLinkMail(address)) {
            return Outcome.MAILED_BEFORE;
        }
        Instant now = clock.instant();
        Map<String, Object> model = new HashMap<>(more);
        model.put("address", address);
        model.put("url", links.maker(address).url(LinkPurpose.ACCOUNT, "account", now.plus(LINK_LIFE)));
        String domain = settings.service().domain();
        OwnMail mail = new OwnMail(
                "<account." + MessageId.create(clock).value() + "@" + domain + ">",
                settings.service().quarantine().toString(),
                texts.say("digest.from"),
                accounts.mailboxOf(address),
                texts.locale().getLanguage(),
                texts.say("account." + kind + ".subject"),
                Templates.fill("account/" + kind + ".ftl", texts, model),
                Templates.fill("account/" + kind + ".ftlh", texts, model),
                now,
                Map.of());
        try {
            ownMail.send(mail, "account " + kind);
            return Outcome.MAILED;
        } catch (IOException e) {
            ServerLog.LOG.accountLinkFailed(e);
            return Outcome.FAILED;
        }
    }
}
