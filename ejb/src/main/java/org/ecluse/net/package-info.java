/** Addresses and networks, and which of them the service may connect to. */
package org.ecluse.net;
