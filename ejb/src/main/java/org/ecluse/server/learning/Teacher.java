package org.ecluse.server.learning;

import org.ecluse.server.access.Viewer;

/**
 * Who teaches.
 *
 * @param name of the account, or the user's address key
 * @param manages whether it manages a quarantine: then its lessons count double, and more of them on a day
 */
public record Teacher(String name, boolean manages) {
    private static final int PERSON_A_DAY = 20;
    private static final int MANAGER_A_DAY = 200;

    public static Teacher of(Viewer viewer) {
        return new Teacher(viewer.name(), true);
    }

    public static Teacher user(String address) {
        return new Teacher(address, false);
    }

    int weight() {
        return manages ? 2 : 1;
    }

    int mostADay() {
        return manages ? MANAGER_A_DAY : PERSON_A_DAY;
    }
}
