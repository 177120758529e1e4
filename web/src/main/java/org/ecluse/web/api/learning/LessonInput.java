package org.ecluse.web.api.learning;

/**
 * What is to be learned.
 *
 * @param copy public id of a copy
 * @param kind SPAM or WANTED
 */
public record LessonInput(String copy, String kind) {}
