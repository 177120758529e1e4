package org.ecluse.unpack;

import java.util.List;
import java.util.Locale;
import org.ecluse.mail.FileTrait;

/** Texts that programs run or obey: pages and images with script, XML of office documents, tables with formulas that start programs. */
final class TextFormat implements FileFormat {
    private static final int LOOKED_AT = 4 << 20;

    @Override
    public boolean matches(Octets file) {
        int first = 0;
        int c = file.u8(first);
        while (first < 64 && (c <= ' ' || c == 0xef || c == 0xbb || c == 0xbf || c == 0xff || c == 0xfe)) {
            c = file.u8(++first);
        }
        return c == '<'
                || c == '='
                || c == '@'
                || c == '+'
                || file.startsWith("ID;P")
                || Texts.folded(file.slice(0, 1024)).contains("<html");
    }

    @Override
    public void open(Octets file, Inside inside) {
        inside.spendBytes(0);
        String text = Texts.folded(file.slice(0, LOOKED_AT));
        if (text.startsWith("id;p")) {
            sylk(text, inside);
        } else if (text.contains("<")) {
            if (runsScript(text)) {
                inside.note(FileTrait.SCRIPT);
            }
            OfficeXml.look(text, inside);
            Base64Runs.look(file, inside);
        }
        if (isFormula(text, inside.names())) {
            inside.note(FileTrait.DDE);
        }
    }

    private static boolean runsScript(String text) {
        int at = text.indexOf("<script");
        while (at >= 0) {
            int end = text.indexOf('>', at);
            if (end < 0) {
                return true; // not closed, and run all the same
            }
            String tag = text.substring(at, end);
            if (!tag.contains("application/ld+json")) { // data about a page, which nothing runs
                return true;
            }
            at = text.indexOf("<script", end);
        }
        return text.contains("javascript:") || text.contains("<svg") && text.contains("onload=");
    }

    /** A table of a spreadsheet as text: {@code =cmd|'/c calc'!A1} asks another program for data. */
    private static boolean isFormula(String text, List<String> names) {
        boolean table = names.isEmpty()
                || names.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .anyMatch(name -> name.endsWith(".csv")
                                || name.endsWith(".tsv")
                                || name.endsWith(".txt")
                                || name.endsWith(".iqy"));
        int bar = text.indexOf('|');
        int mark = text.indexOf('!', Math.max(0, bar));
        return table
                && bar > 0
                && mark > bar
                && "=@+-".indexOf(text.stripLeading().charAt(0)) >= 0;
    }

    /** SYLK: sheets of Excel 4 macros as text. */
    private static void sylk(String text, Inside inside) {
        if (text.contains("\no;") && text.contains(";e") || text.contains(";nauto_")) {
            inside.note(FileTrait.MACRO);
        }
        if (text.contains("auto_open") || text.contains("auto_close")) {
            inside.note(FileTrait.AUTOSTART);
        }
    }
}
