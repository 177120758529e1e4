/** Ends what was kept long enough (R3.11, B14). */
package org.ecluse.server.retention;
