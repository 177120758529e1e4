package org.ecluse.web.api.learning;

/**
 * Whose lessons.
 *
 * @param customer needed unless you see only one
 * @param person name of an account or address of a user, as the lessons show it
 */
public record PersonInput(Long customer, String person) {}
