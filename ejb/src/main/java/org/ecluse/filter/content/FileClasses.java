package org.ecluse.filter.content;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.ecluse.mail.FileTrait;
import org.ecluse.policy.AttachmentClass;

/** Which extensions and media types belong to which class of files (R2.4). */
final class FileClasses {
    private static final Map<AttachmentClass, Set<String>> EXTENSIONS = new EnumMap<>(
            Map.of(
                    AttachmentClass.EXECUTABLE,
                            words(
                                    "exe com scr pif cpl dll msi msp mst ocx sys drv jar apk app deb rpm xll run bin elf gadget sis sisx"
                                            + " msix appx appxbundle msixbundle ps2xml"),
                    AttachmentClass.SCRIPT,
                            words(
                                    "js jse mjs vbs vbe vb wsf wsh wsc ws sct ps1 psm1 psd1 psc1 bat cmd btm hta sh bash csh ksh"
                                            + " py pyc pyw pl rb php reg inf msc chm hlp jnlp scpt applescript command csproj svgz"),
                    AttachmentClass.SHORTCUT,
                            words(
                                    "lnk url scf desktop website webloc library-ms search-ms searchconnector-ms settingcontent-ms"
                                            + " appref-ms glk mcf"),
                    AttachmentClass.DISK_IMAGE, words("iso img vhd vhdx dmg wim udf vmdk vdi toast mdf nrg daa"),
                    AttachmentClass.MACRO, words("docm dotm xlsm xltm xlam ppam pptm potm ppsm sldm slk"),
                    AttachmentClass.ACTIVE, words("one onepkg onetoc2 iqy rqy dqy oqy ace mht mhtml"),
                    AttachmentClass.ARCHIVE,
                            words(
                                    "zip rar 7z gz tgz tar bz2 tbz tbz2 xz txz lzma lz lz4 zst arj cab lzh lha ace z zoo cpio alz egg"),
                    AttachmentClass.MEDIA,
                            words(
                                    "mp3 mp4 m4a m4v avi mov mkv wav flac wma wmv ogg oga ogv opus webm mpg mpeg 3gp aac mid flv")));

    private static final Map<AttachmentClass, Set<String>> TYPES = new EnumMap<>(Map.of(
            AttachmentClass.EXECUTABLE,
                    words("application/x-msdownload application/x-dosexec application/x-executable application/x-elf"
                            + " application/x-sharedlib application/x-object application/x-mach-o"
                            + " application/x-mach-o-executable application/x-mach-o-fat application/x-mach-o-universal"
                            + " application/java-archive application/java-vm application/vnd.android.package-archive"
                            + " application/x-ms-installer application/x-msi application/x-debian-package"
                            + " application/x-rpm application/x-ms-wmd application/vnd.microsoft.portable-executable"),
            AttachmentClass.SCRIPT,
                    words("application/javascript text/javascript application/x-javascript application/x-sh"
                            + " application/x-bat text/vbscript text/x-vbscript application/x-vbs text/x-python text/x-perl"
                            + " text/x-php application/hta application/x-msdos-batch text/x-powershell"
                            + " application/vnd.ms-htmlhelp"),
            AttachmentClass.SHORTCUT,
                    words(
                            "application/x-ms-shortcut application/x-mswinurl application/x-url application/internet-shortcut"),
            AttachmentClass.DISK_IMAGE,
                    words(
                            "application/x-iso9660-image application/x-apple-diskimage application/x-vhd application/x-vhdx"
                                    + " application/x-vmdk application/x-ms-wim application/x-virtualbox-vhd"),
            AttachmentClass.ARCHIVE,
                    words(
                            "application/zip application/x-rar-compressed application/vnd.rar application/x-7z-compressed"
                                    + " application/gzip application/x-tar application/x-gtar application/x-bzip application/x-bzip2"
                                    + " application/x-xz application/x-lzma application/zstd application/x-lz4"
                                    + " application/x-arj application/vnd.ms-cab-compressed application/x-lzh-compressed"
                                    + " application/x-lha application/x-ace-compressed application/x-compress application/x-cpio"),
            AttachmentClass.MACRO,
                    words(
                            "application/vnd.ms-word.document.macroenabled.12 application/vnd.ms-word.template.macroenabled.12"
                                    + " application/vnd.ms-excel.sheet.macroenabled.12"
                                    + " application/vnd.ms-excel.template.macroenabled.12"
                                    + " application/vnd.ms-excel.addin.macroenabled.12"
                                    + " application/vnd.ms-powerpoint.presentation.macroenabled.12"),
            AttachmentClass.MEDIA, Set.of()));

    private static final Set<String> DOCUMENTS =
            words("pdf doc docx xls xlsx ppt pptx txt jpg jpeg png gif rtf csv odt ods htm html mp3 mp4 zip eml");

    private static final Set<String> PAGES = words("htm html shtml");

    private FileClasses() {}

    static Set<AttachmentClass> ofExtension(String extension) {
        return classes(EXTENSIONS, extension);
    }

    /** Those that opening the file tells of. Encryption is a ground of its own, whatever the file. */
    static Set<AttachmentClass> ofTraits(Set<FileTrait> traits) {
        Set<AttachmentClass> classes = EnumSet.noneOf(AttachmentClass.class);
        for (FileTrait trait : traits) {
            switch (trait) {
                case MACRO, AUTOSTART -> classes.add(AttachmentClass.MACRO);
                case EXTERNAL, DDE, SCRIPT, LAUNCH -> classes.add(AttachmentClass.ACTIVE);
                case ENCRYPTED, OVER_BUDGET, UNREADABLE, CONTRADICTORY, EMBEDDED, FORM_SCRIPT -> {} // no class of files
            }
        }
        return classes;
    }

    static boolean isPage(String extension) {
        return PAGES.contains(extension);
    }

    /** For a file inside another one: office documents keep their parts under names that mean a program elsewhere. */
    static Set<AttachmentClass> ofInnerExtension(String extension) {
        return extension.equals("bin") ? EnumSet.noneOf(AttachmentClass.class) : ofExtension(extension);
    }

    static Set<AttachmentClass> ofType(String mediaType) {
        return mediaType.startsWith("audio/") || mediaType.startsWith("video/")
                ? EnumSet.of(AttachmentClass.MEDIA)
                : classes(TYPES, mediaType);
    }

    /** True for extensions that people take for harmless. */
    static boolean isDocument(String extension) {
        return DOCUMENTS.contains(extension);
    }

    private static Set<AttachmentClass> classes(Map<AttachmentClass, Set<String>> table, String word) {
        Set<AttachmentClass> found = EnumSet.noneOf(AttachmentClass.class);
        table.forEach((fileClass, words) -> {
            if (words.contains(word)) {
                found.add(fileClass);
            }
        });
        return found;
    }

    private static Set<String> words(String list) {
        return Set.of(list.split(" "));
    }
}
