package org.ecluse.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the table of fake records in rspamd's test configuration. */
public final class RspamdZone {
    private static final Pattern ENTRY = Pattern.compile("\\{[^{}]*\\}");
    private static final Pattern NAME = Pattern.compile("name *= *\"([^\"]*)\"");
    private static final Pattern TYPE = Pattern.compile("type *= *\"?(\\w+)");
    private static final Pattern RCODE = Pattern.compile("rcode *= *['\"](\\w+)");
    private static final Pattern REPLIES = Pattern.compile("replies *= *\\[(.*)\\]", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    private RspamdZone() {}

    public static FakeDns read(Path file) throws IOException {
        FakeDns dns = new FakeDns();
        Matcher entries = ENTRY.matcher(Files.readString(file).replaceAll("(?m)#.*$", ""));
        while (entries.find()) {
            String entry = entries.group();
            String name = first(NAME, entry);
            String code = first(RCODE, entry);
            if (code.equals("timeout")) {
                dns.timeout(name);
            } else if (code.equals("norec")) {
                dns.exists(name);
            }
            Matcher replies = QUOTED.matcher(first(REPLIES, entry));
            while (replies.find()) {
                add(dns, name, first(TYPE, entry), replies.group(1));
            }
        }
        return dns;
    }

    private static void add(FakeDns dns, String name, String type, String reply) {
        switch (type) {
            case "txt" -> dns.txt(name, reply);
            case "a" -> dns.address(name, reply);
            case "aaaa" -> dns.aaaa(name, reply);
            case "ptr" -> dns.pointer(name, reply);
            case "mx" -> dns.mx(name, Integer.parseInt(reply.split(" ")[0]), reply.split(" ")[1]);
            default -> {} // types that mail authentication does not ask for
        }
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }
}
