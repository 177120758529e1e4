/** Health checks and figures that mean something to those who run the service. */
package org.ecluse.server.health;
