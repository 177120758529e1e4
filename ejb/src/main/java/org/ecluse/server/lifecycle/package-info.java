/** Whether the service takes mail. */
package org.ecluse.server.lifecycle;
