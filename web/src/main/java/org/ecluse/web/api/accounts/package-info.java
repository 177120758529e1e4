/** Accounts of console and API. */
package org.ecluse.web.api.accounts;
