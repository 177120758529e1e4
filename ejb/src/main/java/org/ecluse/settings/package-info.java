/** Server settings: one typed record, checked at start. */
package org.ecluse.settings;
