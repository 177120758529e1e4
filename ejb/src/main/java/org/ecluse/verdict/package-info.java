/** What was found, what it is called, and what happens to a copy. */
package org.ecluse.verdict;
