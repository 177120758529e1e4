/** Rates of clients: what is counted, over which time, and when there is room again (R1.9, B11). */
package org.ecluse.rate;
