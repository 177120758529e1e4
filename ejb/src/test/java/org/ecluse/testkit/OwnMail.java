package org.ecluse.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Messages of our own writing, from the families of {@code src/test/resources/learning}. The same number gives the same message.
 *
 * @param label ham or spam
 * @param language fr or en
 * @param kind person or service: how the message is built
 */
public record OwnMail(String label, String language, String family, String kind, String template) {
    /** Families of a file beside {@code learning/README}. */
    public static List<OwnMail> families(String file) {
        try (InputStream stream = OwnMail.class.getResourceAsStream("/learning/" + file)) {
            List<OwnMail> families = new ArrayList<>();
            for (String family : new String(stream.readAllBytes(), StandardCharsets.UTF_8).split("(?m)^== ")) {
                int end = family.indexOf('\n');
                if (end > 0) {
                    String[] words = family.substring(0, end).split(" ");
                    families.add(new OwnMail(words[0], words[1], words[2], words[3], family.substring(end + 1)));
                }
            }
            return families;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isSpam() {
        return label.equals("spam");
    }

    /** The message with this number, as octets with CRLF. */
    public byte[] message(int number) {
        SplittableRandom random = new SplittableRandom(family.hashCode() * 1000L + number);
        String filled = fill(random);
        int split = filled.indexOf("\n\n");
        String header = filled.substring(0, split);
        String text = filled.substring(split + 2).strip();
        String mail = kind.equals("person") ? asPerson(header, text, random) : asService(header, text, random);
        return mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private String fill(SplittableRandom random) {
        StringBuilder filled = new StringBuilder();
        int variant = random.nextInt(60);
        int i = 0;
        while (i < template.length()) {
            int open = template.indexOf('{', i);
            int close = open < 0 ? -1 : template.indexOf('}', open);
            if (close < 0) {
                break;
            }
            String[] choices = template.substring(open + 1, close).split("\\|");
            filled.append(template, i, open).append(choices[variant % choices.length]);
            i = close + 1;
        }
        return filled.append(template.substring(i)).toString();
    }

    private static String asPerson(String header, String text, SplittableRandom random) {
        String plain = text.replace("[[", "").replace("]]", "");
        String common = headers(header, random);
        return switch (random.nextInt(4)) {
            case 0 ->
                common + "X-Mailer: Microsoft Outlook 16.0\nContent-Language: fr\n"
                        + alternative(
                                "----=_NextPart_000_0" + hex(random, 3) + "_01DB" + hex(random, 4) + "."
                                        + hex(random, 8),
                                plain,
                                "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><body lang=FR link=\"#0563C1\">"
                                        + "<div class=WordSection1>"
                                        + paragraphs(plain, "<p class=MsoNormal>", "<o:p></o:p></p>")
                                        + "</div></body></html>");
            case 1 ->
                common
                        + alternative(
                                "0000000000000" + hex(random, 15).toLowerCase(Locale.ROOT),
                                plain,
                                "<div dir=\"ltr\">" + paragraphs(plain, "<div>", "</div>") + "</div>");
            case 2 ->
                common + "X-Mailer: Apple Mail (2.3774.600.62)\n"
                        + "Content-Type: text/plain;\n\tcharset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" + plain
                        + "\n";
            default ->
                common + "User-Agent: Mozilla Thunderbird\nContent-Language: en-US\n"
                        + "Content-Type: text/plain; charset=UTF-8; format=flowed\nContent-Transfer-Encoding: 8bit\n\n"
                        + plain + "\n";
        };
    }

    private static String asService(String header, String text, SplittableRandom random) {
        String host = "www." + header.replaceAll("(?s).*?<[^@]*@([^>]*)>.*", "$1");
        String target = "https://" + host + "/"
                + (random.nextBoolean() ? "c/" + hex(random, 12) : "compte?ref=" + hex(random, 6));
        String plain = text.replace("[[", "").replace("]]", "\n" + target);
        String linked = paragraphs(
                        text, "<tr><td style=\"padding:8px 24px;font-family:Arial,sans-serif\"><p>", "</p></td></tr>")
                .replace("[[", "<a href=\"" + target + "\" style=\"color:#ffffff;background:#1a5\" target=\"_blank\">")
                .replace("]]", "</a>");
        String html =
                "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
                        + "</head><body style=\"margin:0\"><table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\">"
                        + "<tr><td align=\"center\"><img src=\"https://" + host
                        + "/logo.png\" alt=\"\" width=\"160\"></td></tr>"
                        + linked + "</table></body></html>";
        String common = headers(header, random);
        return switch (random.nextInt(3)) {
            case 0 ->
                common + "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" + html + "\n";
            case 1 ->
                common + "Auto-Submitted: auto-generated\n"
                        + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" + plain + "\n";
            default -> common + alternative("b1_" + hex(random, 32).toLowerCase(Locale.ROOT), plain, html);
        };
    }

    private static String headers(String header, SplittableRandom random) {
        String domain = header.replaceAll("(?s).*?<[^@]*@([^>]*)>.*", "$1");
        int day = 2 + random.nextInt(20);
        String encoded = header.lines()
                .map(line ->
                        line.startsWith("Subject: ") ? "Subject: " + encodedWord(line.substring(9)) : asciiOnly(line))
                .reduce("", (before, line) -> before + line + "\n");
        return encoded + "To: <recipient@example.com>\nDate: Mon, " + day + " Mar 2026 09:" + (10 + random.nextInt(50))
                + ":07 +0100\n" + "Message-ID: <" + hex(random, 8) + "-" + hex(random, 4) + "-" + hex(random, 12) + "@"
                + domain + ">\nMIME-Version: 1.0\n";
    }

    private static String asciiOnly(String line) {
        int open = line.indexOf(" <");
        boolean plain = line.chars().allMatch(c -> c < 127);
        return plain || open < 0
                ? line
                : "From: " + encodedWord(line.substring(6, open).replace("\"", "")) + line.substring(open);
    }

    private static String encodedWord(String text) {
        return text.chars().allMatch(c -> c < 127)
                ? text
                : "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    private static String alternative(String boundary, String plain, String html) {
        return "Content-Type: multipart/alternative; boundary=\"" + boundary + "\"\n\n--" + boundary
                + "\nContent-Type: text/plain; charset=\"utf-8\"\nContent-Transfer-Encoding: 8bit\n\n" + plain
                + "\n\n--" + boundary
                + "\nContent-Type: text/html; charset=\"utf-8\"\nContent-Transfer-Encoding: 8bit\n\n" + html + "\n\n--"
                + boundary
                + "--\n";
    }

    private static String paragraphs(String text, String open, String close) {
        StringBuilder html = new StringBuilder();
        text.lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> html.append(open).append(line).append(close).append('\n'));
        return html.toString();
    }

    private static String hex(SplittableRandom random, int digits) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < digits; i++) {
            text.append("0123456789ABCDEF".charAt(random.nextInt(16)));
        }
        return text.toString();
    }
}
