/** The port through which everything asks the DNS. */
package org.ecluse.dns;
