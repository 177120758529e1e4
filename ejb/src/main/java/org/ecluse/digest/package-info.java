/** The daily quarantine report: when it is due, what it says, how it looks (R3.1, R3.5). */
package org.ecluse.digest;
