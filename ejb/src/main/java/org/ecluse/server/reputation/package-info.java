/** The internal block list: what was seen of clients is in a cache, the listed ones are rows (R1.8). */
package org.ecluse.server.reputation;
