/** Trying a draft policy on past mail, in the API (B5). */
package org.ecluse.web.api.replay;
