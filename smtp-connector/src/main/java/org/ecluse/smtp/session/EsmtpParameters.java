package org.ecluse.smtp.session;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The parameters of MAIL or RCPT, read once each; {@link #refuseRest} answers 555 for what nobody asked for. */
final class EsmtpParameters {

    private static final Set<String> NOTIFY_WORDS = Set.of("SUCCESS", "FAILURE", "DELAY");

    private final Map<String, String> values = new LinkedHashMap<>();

    /** Splits {@code KEY=value KEY …}; throws on malformed or repeated keys. */
    static EsmtpParameters parse(String text) throws SyntaxRefusedException {
        EsmtpParameters parameters = new EsmtpParameters();
        if (text.isEmpty()) return parameters;
        for (String part : text.split(" +", -1)) {
            int equals = part.indexOf('=');
            String key = (equals < 0 ? part : part.substring(0, equals)).toUpperCase(Locale.ROOT);
            String value = equals < 0 ? "" : part.substring(equals + 1);
            boolean wrong = !isKeyword(key) || (equals >= 0 && value.isEmpty()) || value.indexOf('=') >= 0;
            if (wrong || parameters.values.put(key, value) != null) throw refused();
        }
        return parameters;
    }

    /** A keyword without value, for example SMTPUTF8. */
    boolean takeFlag(String key) throws SyntaxRefusedException {
        String value = values.remove(key);
        if (value != null && !value.isEmpty()) throw refused();
        return value != null;
    }

    /** RFC 1870 section 3: up to 20 digits; what does not fit a long is {@link Long#MAX_VALUE}. */
    OptionalLong takeSize() throws SyntaxRefusedException {
        String value = values.remove("SIZE");
        if (value == null) return OptionalLong.empty();
        if (value.isEmpty() || value.length() > 20 || !value.chars().allMatch(c -> c >= '0' && c <= '9'))
            throw refused();
        return OptionalLong.of(value.length() > 18 ? tooLongForLong(value) : Long.parseLong(value));
    }

    private static long tooLongForLong(String digits) {
        return new BigInteger(digits).min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
    }

    /** Whether BODY=8BITMIME was given (RFC 6152); BODY=7BIT is the default. */
    boolean takeEightBit() throws SyntaxRefusedException {
        String value = values.remove("BODY");
        if (value == null || value.equalsIgnoreCase("7BIT")) return false;
        if (!value.equalsIgnoreCase("8BITMIME")) throw refused();
        return true;
    }

    /** FULL or HDRS (RFC 3461 section 4.3). */
    Optional<String> takeRet() throws SyntaxRefusedException {
        Optional<String> ret = Optional.ofNullable(values.remove("RET")).map(value -> value.toUpperCase(Locale.ROOT));
        if (ret.isPresent() && !ret.get().equals("FULL") && !ret.get().equals("HDRS")) throw refused();
        return ret;
    }

    /** RFC 3461 section 4.4: xtext of at most 100 characters. */
    Optional<String> takeEnvId() throws SyntaxRefusedException {
        Optional<String> envId = Optional.ofNullable(values.remove("ENVID"));
        if (envId.isPresent() && (envId.get().length() > 100 || !isXtext(envId.get(), false))) throw refused();
        return envId;
    }

    /** RFC 3461 section 4.1: NEVER alone, or a list of the others, in the client's order. */
    Set<String> takeNotify() throws SyntaxRefusedException {
        String value = values.remove("NOTIFY");
        if (value == null) return Set.of();
        String words = value.toUpperCase(Locale.ROOT);
        if (words.equals("NEVER")) return Set.of(words);
        String[] list = words.split(",", -1);
        for (String word : list) {
            if (!NOTIFY_WORDS.contains(word)) throw refused();
        }
        return new LinkedHashSet<>(Arrays.asList(list));
    }

    /** RFC 3461 section 4.2: {@code type;xtext} of at most 500 characters; RFC 6533 lets UTF-8 in. */
    Optional<String> takeOrcpt(boolean smtpUtf8) throws SyntaxRefusedException {
        Optional<String> orcpt = Optional.ofNullable(values.remove("ORCPT"));
        if (orcpt.isEmpty()) return orcpt;
        String value = orcpt.get();
        int semicolon = value.indexOf(';');
        boolean right = value.length() <= 500
                && semicolon > 0
                && isKeyword(value.substring(0, semicolon).toUpperCase(Locale.ROOT))
                && isXtext(value.substring(semicolon + 1), smtpUtf8);
        if (!right) throw refused();
        return orcpt;
    }

    void refuseRest() throws SyntaxRefusedException {
        if (!values.isEmpty()) throw new SyntaxRefusedException(ProtocolReply.UNKNOWN_PARAMETER);
    }

    private static boolean isKeyword(String key) {
        return !key.isEmpty()
                && key.charAt(0) != '-'
                && key.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-');
    }

    private static boolean isXtext(String text, boolean utf8) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '+') {
                if (i + 2 >= text.length() || !isUpperHex(text.charAt(i + 1)) || !isUpperHex(text.charAt(i + 2)))
                    return false;
                i += 2;
            } else if (c < '!' || c == '=' || (c > '~' && !(utf8 && c > 0x9f))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isUpperHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F');
    }

    private static SyntaxRefusedException refused() {
        return new SyntaxRefusedException(ProtocolReply.BAD_PARAMETER);
    }
}
