/** How much clients may send: the counters of this node (R1.9). */
package org.ecluse.server.rates;
