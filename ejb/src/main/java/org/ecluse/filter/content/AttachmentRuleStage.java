package org.ecluse.filter.content;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ecluse.filter.RecipientStage;
import org.ecluse.filter.RecipientTransaction;
import org.ecluse.mail.MailPart;
import org.ecluse.policy.AttachmentClass;
import org.ecluse.policy.AttachmentRules;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.StageResult;

/** Notes attachments that meet one of the policy's criteria, by name or by detected content (R2.4: Contenu). */
public final class AttachmentRuleStage implements RecipientStage {
    private static final int MOST_FINDINGS = 20;

    @Override
    public String name() {
        return "attachment-rules";
    }

    @Override
    public StageResult examine(RecipientTransaction copy) {
        return new StageResult.Findings(findings(
                copy.message().parsed().everyPart(), copy.policy().policy().attachments()));
    }

    /** What {@code rules} find in {@code parts}, of which names, types, sizes and traits count and nothing else. */
    public static List<Finding> findings(List<MailPart> parts, AttachmentRules rules) {
        return parts.stream()
                .filter(AttachmentRuleStage::isFile)
                .flatMap(part ->
                        criterion(part, rules)
                                .map(why -> Finding.of(Ground.ATTACHMENT, part.label() + ": " + why))
                                .stream())
                .limit(MOST_FINDINGS)
                .toList();
    }

    /** Whether the rules look at {@code part}: at everything but the text that is shown. */
    public static boolean isFile(MailPart part) {
        return part.attachment() || !part.detectedType().startsWith("text/");
    }

    /** The first criterion that the part meets. */
    private static Optional<String> criterion(MailPart part, AttachmentRules rules) {
        if (rules.largestFileBytes() > 0 && part.sizeBytes() > rules.largestFileBytes()) {
            return Optional.of("size " + part.sizeBytes() + " > " + rules.largestFileBytes());
        }
        Set<AttachmentClass> classes = FileClasses.ofTraits(part.traits());
        classes.addAll(FileClasses.ofType(part.detectedType()));
        classes.addAll(FileClasses.ofType(part.declaredType()));
        Set<String> extensions = new LinkedHashSet<>();
        for (String name : part.names()) {
            FileName plain = FileName.of(name);
            for (String pattern : rules.namePatterns()) {
                if (Glob.matches(pattern.toLowerCase(Locale.ROOT), plain.plain())) {
                    return Optional.of("name " + pattern);
                }
            }
            extensions.addAll(plain.extensions());
        }
        extensions.forEach(extension -> classes.addAll(
                part.within().isEmpty()
                        ? FileClasses.ofExtension(extension)
                        : FileClasses.ofInnerExtension(extension)));
        if (isPageInArchive(part, extensions)) {
            classes.add(AttachmentClass.ACTIVE); // nobody wraps a page in an archive so that it be read
        }
        classes.retainAll(rules.classes());
        if (!classes.isEmpty()) {
            return Optional.of("class " + classes.iterator().next());
        }
        for (String type : List.of(part.detectedType(), part.declaredType())) {
            if (rules.mimeTypes().contains(type)) {
                return Optional.of("type " + type);
            }
        }
        return extensions.stream()
                .filter(rules.extensions()::contains)
                .findFirst()
                .map(extension -> "extension " + extension);
    }

    /** Books are archives of pages too. */
    private static boolean isPageInArchive(MailPart part, Set<String> extensions) {
        return !part.within().isEmpty()
                && extensions.stream().anyMatch(FileClasses::isPage)
                && part.within().stream()
                        .noneMatch(name -> name.toLowerCase(Locale.ROOT).endsWith(".epub"));
    }
}
