package org.ecluse.queue;

/** Says which header fields of a message that came in are not passed on. */
@FunctionalInterface
public interface FieldSieve {
    /** True if a field of this name always goes. */
    boolean drops(String name);

    /** True if what a field of this name says decides. */
    default boolean looksInto(String name) {
        return false;
    }

    /** @param body behind the colon, with its line ends; cut where it is longer than 16 KB */
    default boolean drops(String name, String body) {
        return false;
    }
}
