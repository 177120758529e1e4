/** Form and content rules: header fields, structure, attachments, size, routing loops. */
package org.ecluse.filter.content;
