/** What others report about domains, in the API. */
package org.ecluse.web.api.reports;
