/** The line at the end of delivered mail by which its reader reports it as spam (R2.8, B13). */
package org.ecluse.banner;
