package org.ecluse.web.api.learning;

/** How many lessons were taken back. */
public record UndoneBody(int lessons) {}
