/** What is changed in delivered mail: the line at its end by which its reader reports it as spam (R2.8, B13), a word before its subject (R2.7). */
package org.ecluse.banner;
