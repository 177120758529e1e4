/** Policy revisions and lists, and the snapshots made of them. */
package org.ecluse.server.policy;
