package org.ecluse.filter.authentication.keys;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Parsed key records by their text, the last used of a bounded number. It holds no answer of the DNS and so never keeps a key
 * that was withdrawn. Safe for many threads.
 */
public final class KeyCache {
    private final int most;
    private final Map<String, KeyRecord> records = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, KeyRecord> eldest) {
            return size() > most;
        }
    };

    /** @param most records; one takes up to some 20 KB, usually 2 */
    public KeyCache(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("most " + most);
        }
        this.most = most;
    }

    KeyRecord record(String text) {
        synchronized (records) {
            KeyRecord known = records.get(text);
            if (known != null) {
                return known;
            }
        }
        KeyRecord record = KeyRecord.parse(text);
        if (text.length() <= KeyRecord.LONGEST_TEXT) {
            synchronized (records) {
                records.put(text, record);
            }
        }
        return record;
    }
}
