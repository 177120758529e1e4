/** The API {@code /api/v1}: what all its resources share. */
package org.ecluse.web.api;
