/** Batch jobs: each run exactly once over all nodes, taken over when its node dies (decisions: Jobs). */
package org.ecluse.server.jobs;
