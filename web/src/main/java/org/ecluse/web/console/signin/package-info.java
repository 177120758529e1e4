/** Signing in. */
package org.ecluse.web.console.signin;
