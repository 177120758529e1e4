package org.ecluse.policy;

import java.util.List;
import java.util.Set;

/**
 * Criteria that quarantine a message as {@code Contenu} (R2.4).
 *
 * @param extensions lower case, without dot
 * @param mimeTypes lower case, declared or detected
 * @param namePatterns file names with {@code *} and {@code ?}, case ignored
 */
public record AttachmentRules(
        Set<AttachmentClass> classes, Set<String> extensions, Set<String> mimeTypes, List<String> namePatterns) {
    /** Executables and scripts, which the console recommends (R2.4, R5.7). */
    public static final AttachmentRules RECOMMENDED = new AttachmentRules(
            Set.of(AttachmentClass.EXECUTABLE, AttachmentClass.SCRIPT, AttachmentClass.SHORTCUT),
            Set.of("exe", "js"),
            Set.of(),
            List.of());

    public AttachmentRules {
        classes = Set.copyOf(classes);
        extensions = Set.copyOf(extensions);
        mimeTypes = Set.copyOf(mimeTypes);
        namePatterns = List.copyOf(namePatterns);
    }
}
