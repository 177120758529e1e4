/** Job runs in the API. */
package org.ecluse.web.api.jobs;
