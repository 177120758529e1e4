/** Advertising, newsletters and social-network notices, apart from spam (R2.2). */
package org.ecluse.filter.bulk;
