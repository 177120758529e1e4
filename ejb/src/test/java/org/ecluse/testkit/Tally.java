package org.ecluse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Counts the cases of a suite, prints {@code NAME passed/total} and fails below the total, naming each case that differs. */
public final class Tally {
    private final String name;
    private final List<String> failures = new ArrayList<>();
    private int total;

    public Tally(String name) {
        this.name = name;
    }

    /** @param difference "" if the case passed, else what was found and what was wanted */
    public void count(String testCase, String difference) {
        total++;
        if (!difference.isEmpty()) {
            failures.add(testCase + ": " + difference);
        }
    }

    public void count(String testCase, Object found, Object wanted) {
        count(testCase, found.equals(wanted) ? "" : found + " instead of " + wanted);
    }

    /** Prints the line and fails unless {@code expected} cases were counted and all of them passed. */
    public void close(int expected) {
        System.out.println(name + " " + (total - failures.size()) + "/" + total);
        assertThat(failures).as(name).isEmpty();
        assertThat(total).as("cases of " + name).isEqualTo(expected);
    }
}
