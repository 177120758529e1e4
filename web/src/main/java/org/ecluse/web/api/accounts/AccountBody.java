package org.ecluse.web.api.accounts;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.server.access.Role;
import org.ecluse.server.security.AccountLine;

/** An account as the API shows it. */
@Schema(name = "Account")
public record AccountBody(
        long id,
        String userName,
        Role role,

        @Schema(description = "null: the platform", nullable = true)
        Long customer,

        String locale,
        @Schema(description = "false: closed") boolean active,

        @Schema(description = "The password was given by somebody else")
        boolean mustChange,

        Instant createdAt) {
    static AccountBody of(AccountLine account) {
        return new AccountBody(
                account.id(),
                account.userName(),
                account.role(),
                account.customerId().orElse(null),
                account.locale(),
                account.active(),
                account.mustChange(),
                account.createdAt());
    }
}
