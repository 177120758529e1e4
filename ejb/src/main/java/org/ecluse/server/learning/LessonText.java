package org.ecluse.server.learning;

/**
 * A message as far as it is learned: its tokens, and what the list of lessons shows of it.
 *
 * @param tokens ascending, as {@link org.ecluse.filter.learning.OwnTokens} chooses them
 */
public record LessonText(int[] tokens, String sender, String subject) {}
