package org.ecluse.filter.learning;

import java.util.List;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.FreeMail;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.ParsedMessage.Mailbox;
import org.ecluse.mail.PlainWords;
import org.ecluse.mail.RegistrableDomain;
import org.ecluse.reading.Link;
import org.ecluse.reading.Reading;

/** Whether what a mail says of its author fits together: name, address, links and text. Who it is does not matter. */
final class AuthorTokens {
    private static final int MOST_TEXT = 200;
    private static final int LEAST_WORD = 3;
    private static final int BEGINNING = 4;
    private static final int MOST_COUNTED = 4;
    private static final int MOST_LINKS = 60;
    private static final int MOST_WORDS = 20_000;

    private AuthorTokens() {}

    static void add(ParsedMessage parsed, Reading reading, TokenBag bag) {
        parsed.from().stream()
                .findFirst()
                .ifPresent(from -> from.address().ifPresent(address -> add(from, address, reading, bag)));
    }

    private static void add(Mailbox from, EmailAddress address, Reading reading, TokenBag bag) {
        String local = plain(address.localPart());
        String domain = plain(address.domain().value());
        List<String> words = List.of(
                        PlainWords.of(from.displayName(), MOST_TEXT).strip().split(" +"))
                .stream()
                .filter(word -> word.length() >= LEAST_WORD)
                .toList();
        String agree = words.isEmpty()
                ? "none"
                : words.stream().anyMatch(word -> local.contains(beginning(word)))
                        ? "whole"
                        : words.stream().anyMatch(word -> local.startsWith(word.substring(0, 1)))
                                ? "initial"
                                : "nothing";
        boolean firm = words.stream().anyMatch(domain::contains);
        long digits = local.chars().filter(Character::isDigit).count();
        bag.build(TokenHash.of('N', agree));
        bag.build(TokenHash.of('N', agree + firm + Math.min(words.size(), MOST_COUNTED)));
        bag.build(TokenHash.of('N', "digits" + Math.min(digits, MOST_COUNTED) + agree));
        place(address, firm, reading, bag);
    }

    /** A firm that writes to its customers names itself, and leads to its own pages. */
    private static void place(EmailAddress address, boolean firm, Reading reading, TokenBag bag) {
        String domain = address.domain().value();
        boolean free = FreeMail.isFree(address.domain());
        String registered = RegistrableDomain.of(domain);
        String name = plain(registered.substring(0, Math.max(0, registered.indexOf('.'))));
        String words = reading.words();
        String text = words.substring(0, Math.min(words.length(), MOST_WORDS));
        boolean said = name.length() >= LEAST_WORD && text.replace(" ", "").contains(name);
        List<String> hosts = reading.links().stream()
                .limit(MOST_LINKS)
                .filter(Link::isWeb)
                .map(Link::host)
                .distinct()
                .toList();
        long own = hosts.stream()
                .filter(host -> RegistrableDomain.aligned(host, domain))
                .count();
        String links =
                hosts.isEmpty() ? "no links" : own == 0 ? "none own" : own == hosts.size() ? "all own" : "some own";
        bag.build(TokenHash.of('O', (free ? "free " : "own ") + links));
        bag.build(TokenHash.of('O', free + " said" + said));
        bag.build(TokenHash.of('O', free + links + said + firm));
    }

    private static String beginning(String word) {
        return word.substring(0, Math.min(word.length(), BEGINNING));
    }

    private static String plain(String text) {
        return PlainWords.of(text, MOST_TEXT).replace(" ", "");
    }
}
