/** Reads the stored decisions that a draft policy is tried on (B5). */
package org.ecluse.server.replay;
