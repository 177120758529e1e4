package org.ecluse.filter.authentication.dkim;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.ecluse.filter.authentication.canon.Canonicalization;
import org.ecluse.filter.authentication.canon.NaiveForm;

/** Signs with any tags one likes, by the naive forms and the JDK's signatures: nothing of the code under test. */
final class TestSigner {
    private final KeyPair pair;
    private final Map<String, String> tags = new LinkedHashMap<>();
    private boolean bodyHashGiven;

    TestSigner(KeyPair pair) {
        this.pair = pair;
        tags.put("v", "1");
        tags.put("a", "RSA".equals(pair.getPublic().getAlgorithm()) ? "rsa-sha256" : "ed25519-sha256");
        tags.put("c", "relaxed/relaxed");
        tags.put("d", "example.org");
        tags.put("s", "sel");
        tags.put("h", "from:subject");
        tags.put("bh", "");
        tags.put("b", "");
    }

    TestSigner with(String name, String value) {
        tags.put(name, value);
        bodyHashGiven |= "bh".equals(name);
        return this;
    }

    TestSigner without(String name) {
        tags.remove(name);
        bodyHashGiven |= "bh".equals(name);
        return this;
    }

    /** The message with the signature on top. */
    String sign(String message) {
        return field(message) + message;
    }

    /** The signature field with its line end. */
    String field(String message) {
        int end = message.indexOf("\r\n\r\n");
        String[] c = tags.getOrDefault("c", "simple/simple").split("/");
        if (!bodyHashGiven) {
            String body = NaiveForm.body(message.substring(end + 4), of(c.length > 1 ? c[1] : "simple"));
            String limit = tags.getOrDefault("l", "");
            int covered = limit.matches("\\d{1,9}") ? Math.min(Integer.parseInt(limit), body.length()) : body.length();
            tags.put("bh", base64(NaiveForm.sha256(body.substring(0, covered))));
        }
        String unsigned = "DKIM-Signature: "
                + tags.entrySet().stream()
                        .map(tag -> tag.getKey() + "=" + tag.getValue())
                        .collect(Collectors.joining(";\r\n\t"));
        String covered = selected(message.substring(0, end), of(c[0]))
                + NaiveForm.field(unsigned, of(c[0])).replaceAll("\r\n\\z", "");
        String signature = base64(signature(covered));
        return unsigned.replaceAll("\\bb=(;|\\z)", "b=" + java.util.regex.Matcher.quoteReplacement(signature) + "$1")
                + "\r\n";
    }

    private String selected(String header, Canonicalization canonicalization) {
        List<String> left = new ArrayList<>(List.of(header.split("\r\n(?![ \t])")));
        StringBuilder selected = new StringBuilder();
        for (String name : tags.getOrDefault("h", "").split(":")) {
            for (int i = left.size() - 1; i >= 0; i--) {
                String field = left.get(i);
                if (field.substring(0, field.indexOf(':'))
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .equals(name.strip().toLowerCase(Locale.ROOT))) {
                    selected.append(NaiveForm.field(field, canonicalization));
                    left.remove(i);
                    break;
                }
            }
        }
        return selected.toString();
    }

    private byte[] signature(String covered) {
        boolean rsa = "RSA".equals(pair.getPublic().getAlgorithm());
        try {
            Signature signer = Signature.getInstance(rsa ? "SHA256withRSA" : "Ed25519");
            signer.initSign(pair.getPrivate());
            signer.update(rsa ? NaiveForm.octets(covered) : NaiveForm.sha256(covered));
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Canonicalization of(String word) {
        return Canonicalization.of(word).orElse(Canonicalization.SIMPLE);
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }
}
