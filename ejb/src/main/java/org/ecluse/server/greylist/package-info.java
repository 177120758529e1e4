/** The grey zone's memory and services: what waits is in Infinispan, what is known and expected in rows (R1.4–R1.7, B7). */
package org.ecluse.server.greylist;
