/** Accounts, sign-in, API tokens, signing keys and the audit trail. */
package org.ecluse.server.security;
