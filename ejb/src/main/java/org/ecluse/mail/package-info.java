/** Addresses, envelopes and messages: the words everything else is written in. */
package org.ecluse.mail;
