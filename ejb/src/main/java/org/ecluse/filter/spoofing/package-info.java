/** Own domains shown by outside mail (R1.12). */
package org.ecluse.filter.spoofing;
