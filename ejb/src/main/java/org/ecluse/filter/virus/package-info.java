/** Viruses: the port to antivirus engines, the embedded engine and the stage that asks them all. */
package org.ecluse.filter.virus;
