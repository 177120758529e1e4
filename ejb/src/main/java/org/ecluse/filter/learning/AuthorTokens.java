package org.ecluse.filter.learning;

import java.util.List;
import java.util.Locale;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.ParsedMessage.Mailbox;
import org.ecluse.mail.PlainWords;

/**
 * Whether what the header says of its author fits together: the name and the address, and the program with the ids and boundaries that
 * it makes. Who it is does not matter.
 */
final class AuthorTokens {
    private static final int MOST_TEXT = 200;
    private static final int MOST_TYPE = 60;
    private static final int MOST_NAME = 30;
    private static final int LEAST_WORD = 3;
    private static final int BEGINNING = 4;
    private static final int MOST_COUNTED = 4;

    private AuthorTokens() {}

    static void add(ParsedMessage parsed, TokenBag bag) {
        parsed.from().stream()
                .findFirst()
                .ifPresent(from -> from.address().ifPresent(address -> nameAndAddress(from, address, bag)));
        program(parsed, bag);
    }

    private static void nameAndAddress(Mailbox from, EmailAddress address, TokenBag bag) {
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
    }

    private static String beginning(String word) {
        return word.substring(0, Math.min(word.length(), BEGINNING));
    }

    private static String plain(String text) {
        return PlainWords.of(text, MOST_TEXT).replace(" ", "");
    }

    /** Programs make ids and boundaries of one shape each; who only borrows a program's name seldom knows it. */
    private static void program(ParsedMessage parsed, TokenBag bag) {
        String program = name(parsed);
        String id = parsed.first("Message-ID").orElse("").strip();
        int at = id.lastIndexOf('@');
        String idShape = at < 0 ? "-" : HeaderTokens.shape(id.substring(0, at));
        String type = parsed.first("Content-Type").orElse("");
        String boundary = boundary(type);
        String boundaryShape = HeaderTokens.shape(boundary);
        bag.build(TokenHash.of('b', boundaryShape));
        bag.build(TokenHash.of('b', "length" + boundary.length() / 4));
        bag.build(TokenHash.of('A', program + '|' + idShape));
        bag.build(TokenHash.of('A', program + '!' + boundaryShape));
        bag.build(TokenHash.of('A', boundaryShape + '?' + idShape));
        bag.build(TokenHash.of(
                'A',
                program + '/' + mainType(type) + parsed.first("MIME-Version").isPresent()));
    }

    private static String name(ParsedMessage parsed) {
        String value = parsed.first("X-Mailer")
                .or(() -> parsed.first("User-Agent"))
                .orElse("")
                .strip()
                .toLowerCase(Locale.ROOT);
        int end = 0;
        while (end < Math.min(value.length(), MOST_NAME)
                && (Character.isLetter(value.charAt(end)) || value.charAt(end) == ' ')) {
            end++;
        }
        return end == 0 && parsed.first("X-MimeOLE").isPresent()
                ? "mimeole"
                : value.substring(0, end).strip();
    }

    private static String mainType(String type) {
        int semicolon = type.indexOf(';');
        String main = semicolon < 0 ? type : type.substring(0, semicolon);
        return main.substring(0, Math.min(MOST_TYPE, main.length())).strip().toLowerCase(Locale.ROOT);
    }

    private static String boundary(String type) {
        int start = type.toLowerCase(Locale.ROOT).indexOf("boundary=");
        if (start < 0) {
            return "";
        }
        String value = type.substring(start + "boundary=".length()).strip();
        String open = value.startsWith("\"") ? value.substring(1) : value;
        int close = open.indexOf('"');
        return close < 0 ? open : open.substring(0, close);
    }
}
