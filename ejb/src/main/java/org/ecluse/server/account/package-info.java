/** The users' own accounts: who reads which mailbox's quarantine and lists, without a password (R3.7, R3.8). */
package org.ecluse.server.account;
