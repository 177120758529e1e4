/** The users' own account: their quarantine, the senders they expect, their devices; signed in by a link and a cookie (R3.7, R3.8). */
package org.ecluse.web.account;
