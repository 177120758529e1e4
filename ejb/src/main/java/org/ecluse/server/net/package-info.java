/** Where the service may connect to, as its settings say. */
package org.ecluse.server.net;
