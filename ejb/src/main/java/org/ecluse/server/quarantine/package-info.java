/** Held copies and their release. */
package org.ecluse.server.quarantine;
