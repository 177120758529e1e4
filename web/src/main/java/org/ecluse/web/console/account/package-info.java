/** The signed-in person's own password. */
package org.ecluse.web.console.account;
