/** Green and red lists of senders (R1.5, B6). */
package org.ecluse.filter.lists;
