package org.ecluse.web.api.learning;

/**
 * What came of it.
 *
 * @param outcome LEARNED, or why it was not learned
 */
public record LearnAnswerBody(String outcome) {}
