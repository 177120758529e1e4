/** What this service has seen of a client, and what follows from it (R1.8). */
package org.ecluse.filter.reputation;
