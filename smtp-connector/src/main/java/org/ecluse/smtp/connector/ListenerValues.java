package org.ecluse.smtp.connector;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The settings of one listener as texts by property name, defaults included. */
final class ListenerValues {

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("port", "2525"),
            Map.entry("bindAddress", "0.0.0.0"),
            Map.entry("role", "mx"),
            Map.entry("hostName", "localhost"),
            Map.entry("productName", "Ecluse"),
            Map.entry("maxSessions", "1000"),
            Map.entry("maxSize", "50M"),
            Map.entry("maxHeaderSize", "1M"),
            Map.entry("maxRecipients", "1000"),
            Map.entry("maxBadCommands", "10"),
            Map.entry("maxFaultySessions", "10"),
            Map.entry("idleTimeout", "5m"),
            Map.entry("sessionDeadline", "1h"),
            Map.entry("commandTime", "1m"),
            Map.entry("minBytesPerSecond", "256"),
            Map.entry("greetingPause", "0s"),
            Map.entry("memorySpool", "128K"),
            Map.entry("memoryBudget", "64M"),
            Map.entry("spoolDirectory", ""),
            Map.entry("minFree", "0"),
            Map.entry("keystore", ""),
            Map.entry("keystorePassword", ""),
            Map.entry("keystoreType", "PKCS12"),
            Map.entry("selfSigned", "false"),
            Map.entry("requireTls", "false"),
            Map.entry("implicitTls", "false"),
            Map.entry("smtpUtf8", "true"),
            Map.entry("proxyNetworks", ""),
            Map.entry("xclientNetworks", ""),
            Map.entry("threads", "container"));

    /** What belongs to the service or to the bean behind a listener, and not to a listener. */
    private static final Set<String> NOT_PER_LISTENER = Set.of("role", "productName");

    private final Map<String, String> values;

    ListenerValues() {
        this(DEFAULTS);
    }

    private ListenerValues(Map<String, String> values) {
        this.values = new TreeMap<>(values);
    }

    String get(String property) {
        return values.get(property);
    }

    void set(String property, String value) {
        values.put(property, value);
    }

    /**
     * Further listeners, each with these settings but for what it says itself: {@code port=2526 require-tls=true;
     * port=2465, implicit-tls=true}. A semicolon ends a listener, blanks and commas a setting; what has no {@code =}
     * belongs to the value before it, so that networks may be listed. Adds what is wrong to {@code reader}.
     */
    List<ListenerValues> further(String list, SpecReader reader) {
        List<ListenerValues> further = new ArrayList<>();
        for (String one : list.split(";", -1)) {
            if (!one.isBlank()) further.add(changed(settings(one, reader), one.strip(), reader));
        }
        return further;
    }

    private ListenerValues changed(Map<String, String> settings, String text, SpecReader reader) {
        ListenerValues changed = new ListenerValues(values);
        if (!settings.containsKey("port")) reader.wrong("listeners", "'" + text + "' has no port");
        settings.forEach((name, value) -> {
            String property = camelCase(name);
            if (!DEFAULTS.containsKey(property) || NOT_PER_LISTENER.contains(property)) {
                reader.wrong("listeners", "'" + name + "' is no setting of a listener");
            }
            changed.set(property, value);
        });
        return changed;
    }

    private static Map<String, String> settings(String one, SpecReader reader) {
        Map<String, String> settings = new TreeMap<>();
        String last = "";
        for (String piece : one.strip().split("[\\s,]+", -1)) {
            int equals = piece.indexOf('=');
            if (equals > 0) {
                last = piece.substring(0, equals).toLowerCase(Locale.ROOT);
                if (settings.put(last, piece.substring(equals + 1)) != null) {
                    reader.wrong("listeners", "'" + last + "' is set twice");
                }
            } else if (last.isEmpty()) {
                reader.wrong("listeners", "'" + piece + "' is not name=value");
            } else {
                settings.merge(last, piece, (before, more) -> before + "," + more);
            }
        }
        return settings;
    }

    /** {@code max-sessions} is {@code maxSessions}. */
    private static String camelCase(String name) {
        StringBuilder camel = new StringBuilder();
        for (String word : name.split("-", -1)) {
            boolean first = camel.length() == 0;
            camel.append(first || word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return camel.toString();
    }
}
