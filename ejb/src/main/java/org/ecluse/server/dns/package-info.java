/** The DNS through dnsjava. */
package org.ecluse.server.dns;
