package org.ecluse.server.access;

import java.util.Optional;

/**
 * The signed-in person or programme on whose behalf a service works.
 *
 * @param customerId the one customer it may see; empty only for the platform
 */
public record Viewer(String name, Role role, Optional<Long> customerId) {
    /** In place of a subject. */
    public static final String MASKED = "•••••";

    public Viewer {
        if (customerId.isEmpty() != (role == Role.PLATFORM_ADMINISTRATOR)) {
            throw new IllegalArgumentException("only the platform administrator belongs to no customer");
        }
    }

    public boolean isPlatform() {
        return customerId.isEmpty();
    }

    public boolean sees(long customer) {
        return customerId.isEmpty() || customerId.get() == customer;
    }

    /** What people wrote to each other is not for the help desk, which needs to know what became of a mail (B14). */
    public boolean readsSubjects() {
        return role != Role.HELP_DESK;
    }

    /** A subject as this viewer may see it. */
    public String shown(String subject) {
        return readsSubjects() ? subject : MASKED;
    }

    /** @throws NotThereException another customer's things do not exist for this viewer */
    public void mustSee(Long customer) {
        if (customerId.isPresent() && !customerId.get().equals(customer)) {
            throw new NotThereException();
        }
    }

    /**
     * @throws NotThereException it is another customer's
     * @throws DeniedException it is visible, but this role may not change it
     */
    public void mustAdminister(Long customer) {
        mustSee(customer);
        if (role != Role.PLATFORM_ADMINISTRATOR && role != Role.CUSTOMER_ADMINISTRATOR) {
            throw new DeniedException();
        }
    }

    /** As {@link #mustAdminister}, and quarantine managers too. */
    public void mustManageQuarantine(Long customer) {
        mustSee(customer);
        if (role == Role.HELP_DESK) {
            throw new DeniedException();
        }
    }
}
