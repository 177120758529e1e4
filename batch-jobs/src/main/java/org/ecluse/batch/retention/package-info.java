/** The job that ends what was kept long enough (R3.11, B14). */
package org.ecluse.batch.retention;
