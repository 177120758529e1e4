/** Job runs. */
package org.ecluse.web.console.jobs;
