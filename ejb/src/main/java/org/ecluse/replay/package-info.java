/** Decides past mail again under a draft policy (B5). */
package org.ecluse.replay;
