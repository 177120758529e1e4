package org.ecluse.filter.authentication.dkim;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecluse.testkit.BytesMessage;
import org.ecluse.testkit.FakeDns;
import org.ecluse.testkit.Suites;

/** The signed mails of the suites with the keys that came with them, each project in its own format. */
public final class DkimSamples {
    private static final Pattern CHASQUID_RECORD = Pattern.compile("(?m)^([^\\s:]+): *(?:\\\\\\n)?((?:.*\\\\\\n)*.*)$");
    private static final Pattern RSPAMD_RECORD = Pattern.compile(
            "name = \"([^\"]+)\"[;,][^\\n]*\\s+type = \"?txt\"?;\\s+(?:replies = \\[\\s*\"([^\"]*)\"|rcode = '(\\w+)')");

    private DkimSamples() {}

    /** A message as it would come over SMTP. */
    public record Sample(BytesMessage message, FakeDns dns) {}

    /** @param file below {@code dkim/} */
    public static Sample read(String file) throws IOException {
        String text = text(file);
        return switch (file.substring(0, file.indexOf('/'))) {
            case "mail-dkim" -> new Sample(wire(text), perlZone("mail-dkim/FAKE_DNS.dat"));
            case "james-jdkim" -> new Sample(wire(text), perlZone("james-jdkim/Mail-DKIM/FAKE_DNS.dat"));
            case "mail-auth" -> inline(text);
            case "chasquid" -> new Sample(wire(text), chasquidZone(file.replace(".msg", ".dns")));
            case "rspamd" -> new Sample(wire(text), rspamdZone());
            case "mimekit" -> new Sample(wire(text), mimekitZone());
            default -> new Sample(wire(text), chasquidZone("chasquid/01-rfc8463.dns"));
        };
    }

    /** Line ends as SMTP has them. */
    static BytesMessage wire(String text) {
        return new BytesMessage(text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    static List<String> files(String folder, String glob) throws IOException {
        List<String> files = new ArrayList<>();
        Path root = Suites.file("dkim");
        try (var found = Files.newDirectoryStream(root.resolve(folder), glob)) {
            found.forEach(file -> files.add(root.relativize(file).toString()));
        }
        files.sort(null);
        return files;
    }

    static String text(String file) throws IOException {
        return Files.readString(Suites.file("dkim/" + file), StandardCharsets.ISO_8859_1);
    }

    /** "name text", NXDOMAIN, or a fault between tildes. */
    private static FakeDns perlZone(String file) throws IOException {
        FakeDns dns = new FakeDns();
        for (String line : text(file).lines().toList()) {
            String[] parts = line.strip().split("\\s+", 2);
            if (parts.length < 2 || parts[0].startsWith("#") || "NXDOMAIN".equals(parts[1])) {
                continue;
            }
            if (parts[1].startsWith("~~")) {
                dns.timeout(parts[0]);
            } else {
                dns.txt(parts[0], "\"\"".equals(parts[1]) ? "" : parts[1]);
            }
        }
        return dns;
    }

    /** Keys, an empty line, the message. */
    private static Sample inline(String text) {
        int end = text.indexOf("\n\n");
        FakeDns dns = new FakeDns();
        text.substring(0, end).lines().forEach(line -> {
            String[] parts = line.split(" ", 2);
            dns.txt(parts[0], parts[1]);
        });
        return new Sample(wire(text.substring(end + 2)), dns);
    }

    private static FakeDns chasquidZone(String file) throws IOException {
        FakeDns dns = new FakeDns();
        if (!Files.exists(Suites.file("dkim").resolve(file))) {
            return dns;
        }
        Matcher record = CHASQUID_RECORD.matcher(text(file));
        while (record.find()) {
            String value = record.group(2).replaceAll("\\\\\\n", "").strip();
            switch (value) {
                case "TEMPERROR" -> dns.timeout(record.group(1));
                case "PERMERROR" -> dns.exists(record.group(1));
                default -> dns.txt(record.group(1), value);
            }
        }
        return dns;
    }

    private static FakeDns rspamdZone() throws IOException {
        FakeDns dns = new FakeDns();
        Matcher record = RSPAMD_RECORD.matcher(text("rspamd/rspamd-fake-dns.conf"));
        while (record.find()) {
            if (record.group(2) != null) {
                dns.txt(record.group(1), record.group(2));
            } else if ("timeout".equals(record.group(3))) {
                dns.timeout(record.group(1));
            }
        }
        return dns;
    }

    private static FakeDns mimekitZone() throws IOException {
        FakeDns dns = chasquidZone("chasquid/01-rfc8463.dns");
        dns.txt("20120113._domainkey.gmail.com", "k=rsa; p=" + pem("mimekit/gmail.pub"));
        return dns;
    }

    private static String pem(String file) throws IOException {
        return text(file).replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    }
}
