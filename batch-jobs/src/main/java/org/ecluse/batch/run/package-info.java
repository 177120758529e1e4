/** What all jobs share: their run's record. */
package org.ecluse.batch.run;
