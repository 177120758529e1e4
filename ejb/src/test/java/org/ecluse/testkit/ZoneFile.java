package org.ecluse.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads records written one a line as {@code name [ttl] [IN] TYPE data}; what it cannot read is left out. */
public final class ZoneFile {
    private static final Pattern RECORD =
            Pattern.compile("(\\S+?)\\.?\\s+(?:\\d+\\s+)?(?:IN\\s+)?(A|AAAA|TXT|MX|PTR|CNAME)\\s+(.+)");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"?");

    private ZoneFile() {}

    public static FakeDns read(Path file) throws IOException {
        FakeDns dns = new FakeDns();
        for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            Matcher record = RECORD.matcher(line.strip());
            if (!line.startsWith(";") && record.matches()) {
                add(dns, record.group(1), record.group(2), record.group(3).strip());
            }
        }
        return dns;
    }

    private static void add(FakeDns dns, String name, String type, String data) {
        switch (type) {
            case "A" -> dns.address(name, data);
            case "AAAA" -> dns.aaaa(name, data);
            case "PTR" -> dns.pointer(name, data);
            case "CNAME" -> dns.alias(name, data);
            case "MX" -> dns.mx(name, Integer.parseInt(data.split("\\s+")[0]), data.split("\\s+")[1]);
            default -> dns.txt(name, text(data));
        }
    }

    private static String text(String data) {
        if (data.indexOf('"') < 0) {
            return data.replaceAll("[()]", "").strip();
        }
        StringBuilder joined = new StringBuilder();
        Matcher quoted = QUOTED.matcher(data);
        while (quoted.find()) {
            joined.append(quoted.group(1));
        }
        return joined.toString();
    }
}
