package org.ecluse.policy;

import java.util.List;
import java.util.Set;

/**
 * Criteria that quarantine a message as {@code Contenu} (R2.4).
 *
 * @param extensions lower case, without dot
 * @param mimeTypes lower case, declared or detected
 * @param namePatterns file names with {@code *} and {@code ?}, case ignored
 * @param largestFileBytes files above it are held; 0: no limit
 * @param overBudget for files that hold more than one message may cost: bombs, or archives of thousands of files
 * @param unreadable for containers that are damaged, contradictory or packed in a way that is not known
 * @param users addresses with classes of their own; each once
 */
public record AttachmentRules(
        Set<AttachmentClass> classes,
        Set<String> extensions,
        Set<String> mimeTypes,
        List<String> namePatterns,
        long largestFileBytes,
        UnseenAction overBudget,
        UnseenAction unreadable,
        List<UserClasses> users) {
    /** Executables and scripts, which the console recommends (R2.4, R5.7), and what carries them nowadays. */
    public static final AttachmentRules RECOMMENDED = new AttachmentRules(
            Set.of(
                    AttachmentClass.EXECUTABLE,
                    AttachmentClass.SCRIPT,
                    AttachmentClass.SHORTCUT,
                    AttachmentClass.DISK_IMAGE,
                    AttachmentClass.MACRO,
                    AttachmentClass.ACTIVE,
                    AttachmentClass.ENCRYPTED),
            Set.of("exe", "js"),
            Set.of(),
            List.of(),
            0,
            UnseenAction.HOLD,
            UnseenAction.HOLD,
            List.of());

    public AttachmentRules {
        classes = Set.copyOf(classes);
        extensions = Set.copyOf(extensions);
        mimeTypes = Set.copyOf(mimeTypes);
        namePatterns = List.copyOf(namePatterns);
        users = List.copyOf(users);
        if (largestFileBytes < 0) {
            throw new IllegalArgumentException("largestFileBytes must not be negative: " + largestFileBytes);
        }
        if (users.stream().map(UserClasses::address).distinct().count() < users.size()) {
            throw new IllegalArgumentException("an address stands twice among the users");
        }
    }

    /**
     * The classes that are held for one address, in place of those of everybody.
     *
     * @param address key of an address: lower case, without tag
     */
    public record UserClasses(String address, Set<AttachmentClass> classes) {
        public UserClasses {
            classes = Set.copyOf(classes);
            if (address.indexOf('@') < 1) {
                throw new IllegalArgumentException("no address: " + address);
            }
        }
    }

    /** The rules for the recipient with this key. */
    public AttachmentRules forAddress(String address) {
        return users.stream()
                .filter(user -> user.address().equals(address))
                .findFirst()
                .map(user -> new AttachmentRules(
                        user.classes(),
                        extensions,
                        mimeTypes,
                        namePatterns,
                        largestFileBytes,
                        overBudget,
                        unreadable,
                        users))
                .orElse(this);
    }
}
