/** Who asks, and what they may see: every service method that serves people takes a Viewer first. */
package org.ecluse.server.access;
