/** What happens before the first connection: settings, migration, first account, demonstration. */
package org.ecluse.server.startup;
