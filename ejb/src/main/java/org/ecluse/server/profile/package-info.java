/** What a user chooses about the filtering of the own mail (R3.9). */
package org.ecluse.server.profile;
