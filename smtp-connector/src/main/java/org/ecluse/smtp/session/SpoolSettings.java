package org.ecluse.smtp.session;

import java.nio.file.Path;

/**
 * Where bodies wait while they are received and decided.
 *
 * @param directory for temporary files
 * @param memoryBytes largest body kept in memory
 * @param memoryBudgetBytes memory of all bodies together; above it every body goes to a file
 * @param minFreeBytes free space of the directory's file system below which mail is deferred
 */
public record SpoolSettings(Path directory, int memoryBytes, long memoryBudgetBytes, long minFreeBytes) {}
