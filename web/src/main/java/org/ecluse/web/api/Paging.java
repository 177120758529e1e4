package org.ecluse.web.api;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.ecluse.server.access.PageRequest;

/** The query parameters of every paged list. */
public class Paging {
    @QueryParam("offset")
    @DefaultValue("0")
    @Parameter(description = "How many items to skip, at most 10000")
    private int offset;

    @QueryParam("limit")
    @DefaultValue("50")
    @Parameter(description = "How many items to return, 1 to 200")
    private int limit;

    public PageRequest request() {
        return new PageRequest(offset, limit);
    }
}
