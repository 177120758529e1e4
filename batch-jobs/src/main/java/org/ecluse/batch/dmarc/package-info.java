/** The job that tells owners of author domains who wrote in their name (R1.11). */
package org.ecluse.batch.dmarc;
