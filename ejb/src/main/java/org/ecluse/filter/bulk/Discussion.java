package org.ecluse.filter.bulk;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ecluse.mail.AddressFields;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.ParsedMessage.Mailbox;
import org.ecluse.mail.RegistrableDomain;
import org.ecluse.reading.Link;

/** People's mail on lists and within threads, and the notices of trackers: of interest to those who take part, whatever its fields say. */
final class Discussion {
    private static final List<String> WORKFLOW_FIELDS = List.of(
            "X-GitHub-Reason",
            "X-GitLab-Project",
            "X-GitLab-Project-Id",
            "X-Bugzilla-Reason",
            "X-JIRA-FingerPrint",
            "X-Redmine-Project",
            "X-Trac-Project",
            "X-Gerrit-MessageType",
            "X-Jenkins-Job",
            "X-Phabricator-Sent-This-Message",
            "X-RT-Ticket",
            "X-Launchpad-Message-Rationale",
            "X-Debian-PR-Message");

    private static final List<String> FORWARDED = List.of("fwd:", "fw:", "tr:", "tr :");
    private static final int MOST_TARGETS = 10;

    private Discussion() {}

    static boolean isOne(ParsedMessage parsed) {
        return isListPost(parsed)
                || isAnswer(parsed)
                || WORKFLOW_FIELDS.stream().anyMatch(name -> parsed.first(name).isPresent());
    }

    private static boolean isListPost(ParsedMessage parsed) {
        // By mail: services for newsletters write the address of the letter's page there.
        boolean takesPosts = parsed.first("List-Post")
                .filter(value -> value.toLowerCase(Locale.ROOT).contains("mailto:"))
                .isPresent();
        boolean list =
                parsed.first("Precedence").orElse("").toLowerCase(Locale.ROOT).startsWith("list");
        boolean mailman = parsed.first("X-Mailman-Version").isPresent()
                || parsed.first("X-BeenThere").isPresent();
        return takesPosts || list && mailman || parsed.first("X-Mailing-List").isPresent() || isSentToAList(parsed);
    }

    /** Written to the list by somebody, where a newsletter is written by the list to its reader. */
    private static boolean isSentToAList(ParsedMessage parsed) {
        Optional<String> from =
                addresses(parsed.from().stream()).map(EmailAddress::key).findFirst();
        String fromDomain =
                from.map(key -> registered(key.substring(key.indexOf('@') + 1))).orElse("");
        Set<String> lists = listDomains(parsed);
        String id = listId(parsed);
        return Stream.of("To", "Cc")
                .flatMap(field -> parsed.first(field).stream())
                .flatMap(value -> addresses(AddressFields.mailboxes(value).stream()))
                .filter(to -> !Optional.of(to.key()).equals(from))
                .anyMatch(to -> to.key().replace('@', '.').equals(id)
                        || !lists.contains(fromDomain)
                                && lists.contains(registered(to.domain().value())));
    }

    /** What stands in the brackets of List-Id, lower case, or "". */
    private static String listId(ParsedMessage parsed) {
        String value = parsed.first("List-Id").orElse("");
        int begin = value.lastIndexOf('<');
        int end = value.indexOf('>', begin + 1);
        return begin >= 0 && end > begin ? value.substring(begin + 1, end).toLowerCase(Locale.ROOT) : "";
    }

    private static Set<String> listDomains(ParsedMessage parsed) {
        Set<String> domains = new HashSet<>();
        String id = listId(parsed);
        if (!id.isEmpty()) {
            domains.add(registered(id));
        }
        parsed.first("Sender").stream()
                .flatMap(value -> addresses(AddressFields.mailboxes(value).stream()))
                .forEach(sender -> domains.add(registered(sender.domain().value())));
        String[] targets = parsed.first("List-Unsubscribe").orElse("").split("[<>,\\s]+", MOST_TARGETS);
        for (String target : targets) {
            int at = target.indexOf('@');
            if (target.startsWith("mailto:") && at > 0) {
                domains.add(registered(
                        target.substring(at + 1).replaceFirst("\\?.*", "").toLowerCase(Locale.ROOT)));
            } else if (Link.of(target, "").isWeb()) {
                domains.add(registered(Link.of(target, "").host()));
            }
        }
        return domains;
    }

    private static Stream<EmailAddress> addresses(Stream<Mailbox> mailboxes) {
        return mailboxes.map(Mailbox::address).flatMap(Optional::stream);
    }

    private static String registered(String domain) {
        return RegistrableDomain.of(domain);
    }

    /** An answer, or something that somebody hands on: what its text says was said to another. */
    private static boolean isAnswer(ParsedMessage parsed) {
        String subject = parsed.subject().toLowerCase(Locale.ROOT);
        boolean forwarded = FORWARDED.stream().anyMatch(subject::startsWith)
                && parsed.first("List-Unsubscribe").isEmpty();
        return forwarded
                || subject.startsWith("re:")
                || parsed.first("In-Reply-To").isPresent()
                || parsed.first("References").isPresent();
    }
}
