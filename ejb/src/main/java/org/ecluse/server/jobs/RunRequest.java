package org.ecluse.server.jobs;

/**
 * A wish for a run.
 *
 * @param runKey what makes the run one, 1 to 64 characters
 * @param askedBy user name; "" for the service's own clock
 * @param early whether it also does what is not due yet: a report of what was held since the last one
 */
public record RunRequest(JobName name, String runKey, String askedBy, boolean early) {}
