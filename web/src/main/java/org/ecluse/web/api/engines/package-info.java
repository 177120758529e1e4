/** Antivirus engines and other spam filters in the API. */
package org.ecluse.web.api.engines;
