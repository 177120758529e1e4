/** Who is told at once that a copy is held, and in which words (R2.10). */
package org.ecluse.notice;
