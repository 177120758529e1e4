/** Finding out from the destination server whether a recipient exists. */
package org.ecluse.server.directory.probe;
