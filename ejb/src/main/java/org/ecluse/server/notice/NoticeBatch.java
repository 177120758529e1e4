package org.ecluse.server.notice;

import java.util.List;

/**
 * What the next mail of a group tells.
 *
 * @param locale {@code fr} or {@code en}, and {@code zoneId}: the customer's
 * @param more how many wait behind these
 */
public record NoticeBatch(NoticeGroup group, String locale, String zoneId, List<Item> items, int more) {
    public NoticeBatch {
        items = List.copyOf(items);
    }

    /** A held copy by its public id, and whose it is. */
    public record Item(long id, String copyId, String recipient) {}
}
