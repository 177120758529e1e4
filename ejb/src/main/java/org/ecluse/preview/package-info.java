/** What a held message looks like, with everything in it that could do something taken out (R3.8). */
package org.ecluse.preview;
