package org.ecluse.server.digest;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ecluse.server.ownmail.OwnMail;
import org.ecluse.text.Templates;
import org.ecluse.text.Texts;

/** Makes the answer to a mail to the quarantine address. Nothing of that mail stands in it. */
final class WishMail {
    private final String from;

    /** @param from the service's quarantine address */
    WishMail(String from) {
        this.from = from;
    }

    /**
     * @param address whose subscription it is about
     * @param receiver who gets it: the address, or its owner
     * @param url of the link that subscribes, where there is one
     * @param results what was done, a sentence each; hostile subjects may stand in them
     */
    OwnMail compose(
            WishAnswer answer,
            String address,
            String receiver,
            String language,
            Optional<String> url,
            List<String> results,
            String messageId,
            Instant date) {
        Texts texts = Texts.ofMail(language);
        Map<String, Object> model = new HashMap<>();
        model.put("answer", answer.name());
        model.put("address", address);
        model.put("service", from);
        model.put("url", url.orElse(""));
        model.put("results", results);
        return new OwnMail(
                messageId,
                from,
                texts.say("digest.from"),
                receiver,
                language,
                texts.say("wish." + answer + ".title"),
                Templates.fill("digest/answer.ftl", texts, model),
                Templates.fill("digest/answer.ftlh", texts, model),
                date,
                Map.of("Auto-Submitted", "auto-replied"));
    }
}
