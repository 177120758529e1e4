package org.ecluse.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.ecluse.mail.MailPart;

/**
 * Members of an archive that our formats know only by name, and what an {@link ArchiveProgram} makes of them. A member that the program
 * does not give stays unreadable, and one that it gives under a name nobody saw is opened as well: neither view is believed alone.
 */
final class UnreadMembers {
    private final List<MailPart> unread = new ArrayList<>();
    private final Set<String> opened = new HashSet<>();

    void opened(List<String> names) {
        names.forEach(name -> opened.add(comparable(name)));
    }

    void add(MailPart unseen) {
        unread.add(unseen);
    }

    boolean isEmpty() {
        return unread.isEmpty();
    }

    /**
     * Opens what the program gives.
     *
     * @param found those that were opened go from here: the opened file stands for them
     */
    void openBy(ArchiveProgram program, Octets archive, Inside inside, List<MailPart> found) throws IOException {
        try (InputStream tar = program.tar(archive.stream());
                TarArchiveInputStream members = new TarArchiveInputStream(tar, "UTF-8")) {
            for (TarArchiveEntry entry = members.getNextEntry(); entry != null; entry = members.getNextEntry()) {
                if (!entry.isFile() || opened.contains(comparable(entry.getName()))) {
                    inside.spendEntry();
                    continue;
                }
                List<String> names = new ArrayList<>();
                take(entry.getName()).ifPresent(part -> {
                    names.addAll(part.names());
                    found.removeIf(each -> each == part);
                });
                names.add(entry.getName());
                inside.file(names, members);
            }
        }
    }

    /** The member that this is, unread no more. Where a name is not ASCII the two may differ by its encoding. */
    private Optional<MailPart> take(String name) {
        Optional<MailPart> member = unread.stream()
                .filter(part ->
                        part.names().stream().anyMatch(each -> comparable(each).equals(comparable(name))))
                .findFirst()
                .or(() -> isAscii(name)
                        ? Optional.empty()
                        : unread.stream()
                                .filter(part -> !part.names().stream().allMatch(UnreadMembers::isAscii))
                                .findFirst());
        member.ifPresent(part -> unread.removeIf(each -> each == part));
        return member;
    }

    private static boolean isAscii(String name) {
        return name.chars().allMatch(c -> c < 0x80);
    }

    private static String comparable(String name) {
        String slashed = name.replace('\\', '/').toLowerCase(Locale.ROOT);
        return slashed.startsWith("./") ? slashed.substring(2) : slashed;
    }
}
