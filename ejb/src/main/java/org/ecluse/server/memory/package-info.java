/** Carries what caches have learnt over a restart. */
package org.ecluse.server.memory;
