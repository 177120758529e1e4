/**
 * The users' own account: their quarantine, lists, settings, the senders they expect, who looked into their mail, their devices; signed in
 * by a link and a cookie (R3.7, R3.8).
 */
package org.ecluse.web.account;
