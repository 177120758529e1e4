package org.ecluse.server.access;

import java.util.List;
import java.util.function.Function;

/**
 * A part of a longer list.
 *
 * @param total of all items; counted up to {@link #COUNTED}, so that a huge table stays cheap to look at
 */
public record Page<T>(List<T> items, long total) {
    /** Counting stops here. */
    public static final int COUNTED = 10_000;

    public Page {
        items = List.copyOf(items);
    }

    public <R> Page<R> map(Function<? super T, ? extends R> change) {
        return new Page<>(items.stream().<R>map(change).toList(), total);
    }
}
