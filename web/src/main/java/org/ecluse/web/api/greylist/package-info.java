/** The grey zone in the API. */
package org.ecluse.web.api.greylist;
