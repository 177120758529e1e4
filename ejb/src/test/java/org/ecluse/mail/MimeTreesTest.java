package org.ecluse.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Mails;
import org.ecluse.testkit.Suites;
import org.junit.jupiter.api.Test;

/**
 * The trees that mime4j (XML) and mail-parser (JSON) expect of their own torture messages: multiparts and enclosed messages in the same
 * order, as many leaves. Where ours differs, the message stands in {@code suites/mime-tree-exceptions.tsv} with both trees and the reason.
 */
@Covers("R1.10")
class MimeTreesTest {
    /** @param containers {@code multipart} or {@code message}, outermost first */
    private record Tree(List<String> containers, int leaves) {
        String text() {
            return String.join(",", containers) + "+" + leaves;
        }
    }

    @Test
    void treesAgreeOrAreListedWithTheReason() throws IOException {
        Map<String, byte[]> files = new TreeMap<>(Suites.tar("mime/open.tar.xz"));
        Map<String, String[]> exceptions = exceptions();
        List<String> wrong = new ArrayList<>();
        int compared = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            byte[] expected = expectation(file.getKey(), files);
            if (expected == null) {
                continue;
            }
            compared++;
            Tree wanted = file.getKey().endsWith(".msg") ? ofXml(expected) : ofJson(expected);
            Tree ours = ours(file.getValue());
            String[] exception = exceptions.remove(file.getKey());
            if (!wanted.equals(ours) && exception == null) {
                wrong.add(file.getKey() + "\t" + wanted.text() + "\t" + ours.text());
            } else if (exception != null && !(wanted.text() + ours.text()).equals(exception[1] + exception[2])) {
                wrong.add(file.getKey() + " is not as its exception says: " + wanted.text() + " " + ours.text());
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(exceptions.keySet())
                .as("exceptions for messages that are not there")
                .isEmpty();
        assertThat(compared).isGreaterThan(100);
    }

    private static byte[] expectation(String path, Map<String, byte[]> files) {
        if (path.endsWith(".msg")) {
            return files.get(path.replace(".msg", ".xml"));
        }
        return path.contains("mail-parser/") && path.endsWith(".eml") ? files.get(path.replace(".eml", ".json")) : null;
    }

    private static Tree ours(byte[] octets) throws IOException {
        ParsedMessage mail = new MailReader().read(Mails.raw(octets), Mails.budget());
        List<String> kinds = mail.containers().stream()
                .map(type -> type.startsWith("multipart/") ? "multipart" : "message")
                .toList();
        return new Tree(kinds, mail.parts().size());
    }

    private static Tree ofXml(byte[] document) {
        List<String> containers = new ArrayList<>();
        int leaves = 0;
        try {
            XMLInputFactory factory = XMLInputFactory.newFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(printable(document)));
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    switch (xml.getLocalName()) {
                        case "message", "multipart" -> containers.add(xml.getLocalName());
                        case "body" -> leaves++;
                        default -> {} // headers, preambles
                    }
                }
            }
        } catch (XMLStreamException e) {
            throw new IllegalStateException("expectation is no XML", e);
        }
        containers.remove(0); // the message itself
        return new Tree(containers, leaves);
    }

    /** The bodies in these documents hold what no XML may hold. */
    private static String printable(byte[] document) {
        StringBuilder text = new StringBuilder(new String(document, StandardCharsets.ISO_8859_1));
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' && text.charAt(i) != '\n') {
                text.setCharAt(i, ' ');
            }
        }
        return text.toString();
    }

    private static Tree ofJson(byte[] document) {
        List<String> containers = new ArrayList<>();
        JsonObject message =
                Json.createReader(new ByteArrayInputStream(document)).readObject();
        int leaves = walk(message, 0, containers);
        return new Tree(containers, leaves);
    }

    private static int walk(JsonObject message, int index, List<String> containers) {
        JsonObject part = message.getJsonArray("parts").getJsonObject(index);
        JsonValue body = part.get("body");
        if (body instanceof JsonObject object && object.containsKey("Multipart")) {
            containers.add("multipart");
            JsonArray children = object.getJsonArray("Multipart");
            int leaves = 0;
            for (int i = 0; i < children.size(); i++) {
                leaves += walk(message, children.getInt(i), containers);
            }
            return leaves;
        }
        if (body instanceof JsonObject object && object.get("Message") instanceof JsonObject inner) {
            containers.add("message");
            return walk(inner, 0, containers);
        }
        return 1;
    }

    private static Map<String, String[]> exceptions() throws IOException {
        Map<String, String[]> exceptions = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                MimeTreesTest.class.getResourceAsStream("/suites/mime-tree-exceptions.tsv"), StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .forEach(columns -> exceptions.put(columns[0], columns));
        }
        return exceptions;
    }
}
