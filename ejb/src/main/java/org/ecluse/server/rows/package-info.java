/** What all rows share. */
package org.ecluse.server.rows;
