package org.ecluse.policy;

import java.util.Set;

/**
 * Who is told at once that a copy is held (R2.10); nobody unless it is switched on.
 *
 * @param administrator what {@code address} is told of
 * @param recipient what the copy's recipient is told of
 * @param sender what a sender is told of whose authentication passed
 * @param address key of the administrator's address, "" if there is none
 */
public record NoticePolicy(Set<Noticed> administrator, Set<Noticed> recipient, Set<Noticed> sender, String address) {
    public static final NoticePolicy OFF = new NoticePolicy(Set.of(), Set.of(), Set.of(), "");

    /** @throws IllegalArgumentException the administrator is to be told of something and has no address */
    public NoticePolicy {
        administrator = Set.copyOf(administrator);
        recipient = Set.copyOf(recipient);
        sender = Set.copyOf(sender);
        if (!administrator.isEmpty() && address.isEmpty()) {
            throw new IllegalArgumentException("notices.address is missing");
        }
    }

    public boolean isOff() {
        return administrator.isEmpty() && recipient.isEmpty() && sender.isEmpty();
    }
}
