package org.ecluse.server.security;

import java.util.Locale;
import org.ecluse.server.access.InvalidInputException;

/** What a new password must be. */
final class PasswordRule {
    /** Shorter passwords are refused. */
    private static final int LEAST = 12;

    private static final int DISTINCT_LEAST = 5;

    private PasswordRule() {}

    /** @throws InvalidInputException at {@code field}: too short or long, of few characters, or with the user name in it */
    static void check(String userName, String password, String field) {
        if (password.length() < LEAST || password.length() > SignInService.PASSWORD_LIMIT) {
            throw new InvalidInputException(field, "error.password.length");
        }
        boolean fewCharacters = password.chars().distinct().count() < DISTINCT_LEAST;
        if (fewCharacters || password.toLowerCase(Locale.ROOT).contains(userName)) {
            throw new InvalidInputException(field, "error.password.weak");
        }
    }
}
