/** API tokens in the API. */
package org.ecluse.web.api.tokens;
