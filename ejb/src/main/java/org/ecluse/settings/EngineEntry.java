package org.ecluse.settings;

import java.util.Locale;
import org.ecluse.net.ServiceAddress;
import org.ecluse.settings.ServerSettings.Scan.Engine;

/** An antivirus engine as a setting names it: {@code clamd host:port}, {@code icap host:port/service}, each perhaps {@code optional}. */
final class EngineEntry {
    private static final String OPTIONAL = "optional";
    private static final String FORM =
            "must list engines such as \"clamd 127.0.0.1:3310\" or" + " \"icap 127.0.0.1:1344/avscan optional\", not ";

    private EngineEntry() {}

    /** @throws SettingsException naming {@code key} */
    static Engine parse(String key, String entry) {
        String[] words = entry.split("\\s+");
        boolean optional = words.length == 3 && words[2].equals(OPTIONAL);
        if (words.length != 2 && !optional) {
            throw new SettingsException(key, FORM + entry);
        }
        return switch (words[0].toLowerCase(Locale.ROOT)) {
            case "clamd" -> new Engine(Engine.Kind.CLAMD, address(key, words[1]), "", !optional);
            case "icap" -> icap(key, words[1], !optional);
            default -> throw new SettingsException(key, FORM + entry);
        };
    }

    /** A required clamd. */
    static Engine clamd(String key, String address) {
        return new Engine(Engine.Kind.CLAMD, address(key, address), "", true);
    }

    static ServiceAddress address(String key, String written) {
        try {
            return new ServiceAddress(written);
        } catch (IllegalArgumentException e) {
            throw new SettingsException(key, e.getMessage(), e);
        }
    }

    private static Engine icap(String key, String written, boolean required) {
        int slash = written.indexOf('/');
        String path = slash < 0 ? "" : written.substring(slash + 1);
        if (path.isEmpty() || !path.chars().allMatch(EngineEntry::isOfPath)) {
            throw new SettingsException(key, "must name an ICAP service as host:port/service, not " + written);
        }
        return new Engine(Engine.Kind.ICAP, address(key, written.substring(0, slash)), path, required);
    }

    private static boolean isOfPath(int c) {
        return c < 128 && (Character.isLetterOrDigit(c) || "._~/?=&%+-".indexOf(c) >= 0);
    }
}
