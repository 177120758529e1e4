/** The job that makes the daily reports (R3.1). */
package org.ecluse.batch.report;
