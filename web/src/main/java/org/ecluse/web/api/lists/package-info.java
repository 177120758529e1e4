/** Green and red lists in the API. */
package org.ecluse.web.api.lists;
