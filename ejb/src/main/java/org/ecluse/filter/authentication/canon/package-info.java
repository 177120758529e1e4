/** What a signature over a message covers: its header, its body in one pass, and the tag lists that say so (RFC 6376 section 3). */
package org.ecluse.filter.authentication.canon;
