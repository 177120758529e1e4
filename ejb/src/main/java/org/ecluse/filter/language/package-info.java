/** In which language a message is written, and whether anybody here reads it (R2.9). */
package org.ecluse.filter.language;
