package org.ecluse.web.api.accounts;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A first password. */
@Schema(name = "PasswordInput")
public record PasswordInput(
        @Schema(description = "12 to 256 characters; its owner changes it at the next sign-in")
        String password) {
    @Override
    public String toString() {
        return "PasswordInput[]";
    }
}
