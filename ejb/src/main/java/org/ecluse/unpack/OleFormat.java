package org.ecluse.unpack;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.DocumentInputStream;
import org.apache.poi.poifs.filesystem.DocumentNode;
import org.apache.poi.poifs.filesystem.Entry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.ecluse.mail.FileTrait;

/** Compound files (MS-CFB): office documents before 2007, encrypted ones of any year, Outlook messages, installers. */
final class OleFormat implements FileFormat {
    static final String MAGIC = "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1";

    private static final int DEEPEST = 24;
    private static final int LARGEST_STREAM = 32 << 20;
    private static final Set<String> PACKAGES = Set.of("package", "contents", "__substg1.0_37010102");

    @Override
    public boolean matches(Octets file) {
        return file.startsWith(MAGIC);
    }

    @Override
    public void open(Octets file, Inside inside) throws IOException {
        try (POIFSFileSystem documents = new POIFSFileSystem(file.stream())) {
            DirectoryNode root = documents.getRoot();
            if (root.hasEntryCaseInsensitive("EncryptedPackage") || root.hasEntryCaseInsensitive("EncryptionInfo")) {
                inside.note(FileTrait.ENCRYPTED);
                return;
            }
            walk(root, inside, 0);
        }
    }

    private static void walk(DirectoryNode directory, Inside inside, int depth) throws IOException {
        if (depth > DEEPEST) {
            inside.note(FileTrait.OVER_BUDGET);
            return;
        }
        Iterator<Entry> entries = directory.getEntries();
        while (entries.hasNext()) {
            Entry entry = entries.next();
            inside.spendEntry();
            if (entry instanceof DirectoryNode inner) {
                walk(inner, inside, depth + 1);
            } else if (entry instanceof DocumentNode document) {
                Octets content = content(document, inside);
                stream(directory, document.getName().toLowerCase(Locale.ROOT), content, inside);
            }
        }
    }

    private static Octets content(DocumentNode document, Inside inside) throws IOException {
        try (DocumentInputStream stream = new DocumentInputStream(document)) {
            return Octets.of(inside.all(stream, LARGEST_STREAM));
        }
    }

    private static void stream(DirectoryNode directory, String name, Octets content, Inside inside) throws IOException {
        switch (name) {
            case "worddocument" -> WordStream.look(content, inside);
            case "workbook", "book" -> WorkbookStream.look(content, inside);
            case "powerpoint document" -> SlidesStream.look(content, inside);
            case "current user" -> {
                if (content.u32(12) == 0xf3d1c4dfL) {
                    inside.note(FileTrait.ENCRYPTED); // MS-PPT 2.3.2
                }
            }
            case "\1ole10native" -> OlePackage.look(content, inside);
            case "\1ole" -> {
                if ((content.u32(4) & 1) != 0) {
                    inside.note(FileTrait.EMBEDDED); // a linked object (MS-OLEDS 2.3.3); readers ask before they follow
                }
            }
            case "dir", "_vba_project" -> inside.note(FileTrait.MACRO);
            default -> other(directory, name, content, inside);
        }
    }

    private static void other(DirectoryNode directory, String name, Octets content, Inside inside) throws IOException {
        if (directory.getName().equalsIgnoreCase("VBA")) {
            VbaModule.look(content, inside);
        } else if (PACKAGES.contains(name) || Formats.knows(content) || content.startsWith("MZ")) {
            inside.file(List.of(attachmentName(directory, inside).orElse(name)), content);
        }
    }

    /** Of an attachment of an Outlook message (MS-OXMSG 2.2.2): its long name, else its short one. */
    private static Optional<String> attachmentName(DirectoryNode directory, Inside inside) throws IOException {
        for (String property : List.of("3707001F", "3707001E", "3704001F", "3704001E")) {
            String name = "__substg1.0_" + property;
            if (directory.hasEntryCaseInsensitive(name)
                    && directory.getEntryCaseInsensitive(name) instanceof DocumentNode document) {
                Octets text = content(document, inside);
                return Optional.of(text.text(property.endsWith("F") ? Texts.UTF_16 : Texts.LATIN));
            }
        }
        return Optional.empty();
    }
}
