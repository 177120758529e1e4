/** The one commit that records what was decided. */
package org.ecluse.server.disposition;
