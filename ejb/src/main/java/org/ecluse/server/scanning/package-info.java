/** The looking at messages: the bounded pool, the pipeline's making, scanners outside this process. */
package org.ecluse.server.scanning;
