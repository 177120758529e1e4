/** Health and metrics over HTTP, for load balancers and monitors. */
package org.ecluse.web.health;
