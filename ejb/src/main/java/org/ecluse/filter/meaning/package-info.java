/** What the text of a doubtful message means as a whole: a sentence model, and a regression over what it reads. */
package org.ecluse.filter.meaning;
