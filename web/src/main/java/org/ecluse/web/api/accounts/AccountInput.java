package org.ecluse.web.api.accounts;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.server.access.Role;

/** An account as a caller writes it. To change one only role, locale and active count, and what is left out stays as it is. */
@Schema(name = "AccountInput")
public record AccountInput(
        @Schema(description = "Needed to open an account: 2 to 100 letters, digits, dots, hyphens, underscores or @")
        String userName,

        @Schema(description = "Needed to open an account; its owner changes it at the first sign-in")
        String password,

        @Schema(description = "Needed to open an account") Role role,

        @Schema(
                description = "Id of the customer; left out: your own, and for platform administrators none",
                nullable = true)
        Long customer,

        @Schema(description = "fr or en; en if left out") String locale,

        @Schema(description = "false closes the account and revokes its tokens")
        Boolean active) {
    @Override
    public String toString() {
        return "AccountInput[" + userName + "]";
    }
}
