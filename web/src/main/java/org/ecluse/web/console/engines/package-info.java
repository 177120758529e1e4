/** Antivirus engines and other spam filters: how each fares. */
package org.ecluse.web.console.engines;
