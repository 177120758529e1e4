package org.ecluse.server.access;

/**
 * Which part of a list is wanted.
 *
 * @param offset 0 to {@link Page#COUNTED}
 * @param limit 1 to {@link #LARGEST}
 */
public record PageRequest(int offset, int limit) {
    public static final int LARGEST = 200;

    /** @throws InvalidInputException out of the ranges above */
    public PageRequest {
        if (offset < 0 || offset > Page.COUNTED) {
            throw new InvalidInputException("offset", "error.page.offset");
        }
        if (limit < 1 || limit > LARGEST) {
            throw new InvalidInputException("limit", "error.page.limit");
        }
    }
}
