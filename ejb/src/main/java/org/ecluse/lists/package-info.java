/** A user's green and red lists as a file: CSV that spreadsheets read and write (R3.8). */
package org.ecluse.lists;
