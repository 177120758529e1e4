package org.ecluse.web.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.security.SecuritySchemes;

/** Where the API stands, and what its description begins with. */
@ApplicationPath("/api/v1")
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Écluse",
                        version = "1",
                        description = """
                                Everything the console does, for programmes. Sign in with a bearer token made in the console \
                                (`Authorization: Bearer ecl_…`), or with user name and password (Basic) over HTTPS or from the \
                                server itself. Lists are paged by `offset` and `limit` (at most 200). Errors are \
                                `application/problem+json` (RFC 9457); what belongs to another customer is 404.""",
                        license = @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")),
        security = {@SecurityRequirement(name = "token"), @SecurityRequirement(name = "password")})
@SecuritySchemes({
    @SecurityScheme(
            securitySchemeName = "token",
            type = SecuritySchemeType.HTTP,
            scheme = "bearer",
            description = "A token made in the console under API tokens"),
    @SecurityScheme(
            securitySchemeName = "password",
            type = SecuritySchemeType.HTTP,
            scheme = "basic",
            description = "User name and password, over HTTPS or from the server itself")
})
public class EcluseApi extends Application {}
