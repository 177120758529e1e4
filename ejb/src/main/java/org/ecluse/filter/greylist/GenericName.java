package org.ecluse.filter.greylist;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.ecluse.mail.RegistrableDomain;

/**
 * Recognises host names that a provider gave to an address, not a person to a mail server: {@code 192-0-2-17.dsl.example.net},
 * {@code c0000211.dyn.example.net}. Looks only left of the registered domain, whose owner may call itself what it likes.
 */
public final class GenericName {
    private static final int LONGEST = 253;
    private static final int PADDED_LENGTH = 12;
    private static final int PADDING = 1000;

    /** Words for lines of subscribers; with any number beside one of them the name is generic. */
    private static final Set<String> LINE_WORDS = Set.of(
            "abo",
            "adsl",
            "broadband",
            "cable",
            "catv",
            "cgn",
            "cgnat",
            "client",
            "clients",
            "cpe",
            "cust",
            "customer",
            "customers",
            "dhcp",
            "dhcpv6",
            "dial",
            "dialin",
            "dialup",
            "docsis",
            "dsl",
            "dyn",
            "dynamic",
            "dynamicip",
            "dynip",
            "fiber",
            "fibre",
            "ftth",
            "gprs",
            "gpon",
            "hfc",
            "hsd",
            "ipv4pool",
            "kabel",
            "lte",
            "mobile",
            "modem",
            "pool",
            "pools",
            "ppp",
            "pppoe",
            "residential",
            "retail",
            "sdsl",
            "subscriber",
            "umts",
            "vdsl",
            "wifi",
            "wimax",
            "wireless",
            "wlan",
            "xdsl");

    /** Names that stand for having none. */
    private static final Set<String> PLACEHOLDERS = Set.of(
            "nodns",
            "noptr",
            "norev",
            "nordns",
            "noreverse",
            "unallocated",
            "unassigned",
            "unconfigured",
            "unknown",
            "unused");

    /** A server for mail is called so by somebody who meant it, even if the address is in its name. */
    private static final Set<String> MAIL_WORDS = Set.of(
            "bounce",
            "email",
            "mail",
            "mailer",
            "mailgw",
            "mailout",
            "mout",
            "mta",
            "mx",
            "mxout",
            "newsletter",
            "out",
            "outbound",
            "outgoing",
            "relay",
            "sender",
            "smarthost",
            "smtp",
            "smtpout");

    private GenericName() {}

    /**
     * Whether {@code name} looks made for the address.
     *
     * @param name as DNS or HELO gave it, with or without a trailing dot
     */
    public static boolean is(String name, InetAddress client) {
        if (name.isEmpty() || name.length() > LONGEST) {
            return false;
        }
        String own = ownPart(name);
        List<String> tokens = Arrays.stream(own.split("[._-]+", -1))
                .filter(token -> !token.isEmpty())
                .toList();
        List<String> words = words(tokens);
        String firstLabel = own.substring(0, own.indexOf('.') < 0 ? own.length() : own.indexOf('.'));
        if (PLACEHOLDERS.contains(withoutDigits(firstLabel.replaceAll("[_-]", "")))) {
            return true;
        }
        if (words.stream().anyMatch(MAIL_WORDS::contains)) {
            return false;
        }
        boolean numbered = own.chars().anyMatch(c -> c >= '0' && c <= '9');
        return numbered && words.stream().anyMatch(LINE_WORDS::contains) || holdsAddress(tokens, client);
    }

    /** What stands left of the registered domain, in lower case. */
    private static String ownPart(String name) {
        String host = name.toLowerCase(Locale.ROOT);
        String bare = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        String registered = RegistrableDomain.of(bare);
        return bare.length() > registered.length() ? bare.substring(0, bare.length() - registered.length() - 1) : "";
    }

    /** Each token without the digits at its ends: {@code dsl12} is {@code dsl}. */
    private static List<String> words(List<String> tokens) {
        return tokens.stream()
                .map(GenericName::withoutDigits)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String withoutDigits(String token) {
        int from = 0;
        int to = token.length();
        while (from < to && Character.isDigit(token.charAt(from))) {
            from++;
        }
        while (to > from && Character.isDigit(token.charAt(to - 1))) {
            to--;
        }
        return token.substring(from, to);
    }

    private static boolean holdsAddress(List<String> tokens, InetAddress client) {
        byte[] address = client.getAddress();
        return address.length == 4 ? holdsV4(tokens, address) : holdsV6(tokens, address);
    }

    private static boolean holdsV4(List<String> tokens, byte[] address) {
        List<Integer> octets = new ArrayList<>();
        for (byte octet : address) {
            octets.add(octet & 0xff);
        }
        List<Integer> reversed = new ArrayList<>(octets);
        Collections.reverse(reversed);
        List<Integer> numbers = numbers(tokens);
        String hex = hex(address);
        return Collections.indexOfSubList(numbers, octets) >= 0
                || Collections.indexOfSubList(numbers, reversed) >= 0
                || tokens.stream().anyMatch(token -> isPadded(token, octets) || isPadded(token, reversed))
                || tokens.stream().anyMatch(token -> token.contains(hex));
    }

    /** The numbers in order, whatever letters stick to them: {@code p192-0-2-17} gives 192, 0, 2, 17. */
    private static List<Integer> numbers(List<String> tokens) {
        List<Integer> numbers = new ArrayList<>();
        for (String token : tokens) {
            String digits = token.replaceAll("\\D+", "");
            if (!digits.isEmpty() && digits.length() <= 3) {
                numbers.add(Integer.parseInt(digits));
            }
        }
        return numbers;
    }

    /** {@code 192000002017}, possibly with letters around. */
    private static boolean isPadded(String token, List<Integer> octets) {
        return token.length() >= PADDED_LENGTH
                && token.contains(octets.stream()
                        .map(octet -> Integer.toString(PADDING + octet).substring(1))
                        .collect(Collectors.joining()));
    }

    private static boolean holdsV6(List<String> tokens, byte[] address) {
        String hex = hex(address);
        String joined = String.join("", tokens);
        // The host half is enough: the other one is the same for all of a site.
        String host = hex.substring(16);
        String backwards = new StringBuilder(hex).reverse().toString();
        return joined.contains(host) && !host.startsWith("000000000000")
                || joined.contains(backwards.substring(0, 16))
                || holdsGroups(tokens, hex);
    }

    /** The last four groups, written without leading zeros as people do. */
    private static boolean holdsGroups(List<String> tokens, String hex) {
        List<String> groups = new ArrayList<>();
        for (int i = 16; i < hex.length(); i += 4) {
            groups.add(Integer.toHexString(Integer.parseInt(hex.substring(i, i + 4), 16)));
        }
        return Collections.indexOfSubList(tokens, groups) >= 0;
    }

    private static String hex(byte[] address) {
        return HexFormat.of().formatHex(address);
    }
}
