/** API tokens. */
package org.ecluse.web.console.tokens;
