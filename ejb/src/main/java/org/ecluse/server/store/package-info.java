/** Where message content is kept: files on one node, database rows on several (decisions: Keeping mail). */
package org.ecluse.server.store;
