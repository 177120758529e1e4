/** What the pages behind signed links show and do (B2). */
package org.ecluse.server.landing;
