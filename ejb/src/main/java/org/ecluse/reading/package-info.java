/** A message as its reader sees it: what is shown and what is hidden, where links lead, words to judge by. */
package org.ecluse.reading;
