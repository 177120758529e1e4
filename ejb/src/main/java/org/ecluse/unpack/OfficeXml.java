package org.ecluse.unpack;

import java.util.List;
import org.ecluse.mail.FileTrait;

/** XML of office documents: what they load from elsewhere, which programs they ask (ECMA-376 part 1, section 17.16; part 2, section 9.3). */
final class OfficeXml {
    private static final List<String> LOADED = List.of(
            "/attachedtemplate\"",
            "/oleobject\"",
            "/frame\"",
            "/subdocument\"",
            "/mhtml\"",
            "/afchunk\"",
            "/package\"");

    /** A template on the author's own disk is in every other letter of an office; one on the web is not. */
    private static final List<String> REMOTE =
            List.of("target=\"http", "target=\"ftp", "target=\"mhtml", "target=\"file:////", "target=\"mk:");

    private OfficeXml() {}

    /** @param text in lower case */
    static void look(String text, Inside inside) {
        if (text.contains("targetmode=\"external\"")) {
            relations(text, inside);
        }
        if (text.contains("<ddelink") || text.contains(":ddelink")) {
            inside.note(FileTrait.DDE);
        }
        if (text.contains("formula=\"=")) {
            formulas(text, inside);
        }
        if (text.contains("instrtext") || text.contains("instr=\"")) {
            fields(text, inside);
        }
        if (text.contains("auto_open") && (text.contains("definedname") || text.contains("macrosheet"))) {
            inside.note(FileTrait.AUTOSTART);
        }
        if (text.contains("encryption-data") && text.contains("manifest")) {
            inside.note(FileTrait.ENCRYPTED); // ODF 1.2 part 3, section 4.4
        }
        if (text.contains("vbaproject.bin")) {
            inside.note(FileTrait.MACRO); // named by a package, or in a document of one file
        }
        if (text.contains("bindata") && (text.contains("editdata.mso") || text.contains("oledata.mso"))) {
            inside.note(text.contains("editdata.mso") ? FileTrait.MACRO : FileTrait.EMBEDDED);
        }
    }

    private static void relations(String text, Inside inside) {
        int at = text.indexOf("<relationship ");
        while (at >= 0) {
            int end = text.indexOf('>', at);
            String relation = text.substring(at, end < 0 ? text.length() : end);
            if (relation.contains("targetmode=\"external\"")
                    && LOADED.stream().anyMatch(relation::contains)
                    && REMOTE.stream().anyMatch(relation::contains)) {
                inside.note(FileTrait.EXTERNAL);
                return;
            }
            at = end < 0 ? -1 : text.indexOf("<relationship ", end);
        }
    }

    /** Tables of 2003: {@code =cmd|'/c calc'!A1} asks another program. */
    private static void formulas(String text, Inside inside) {
        String mark = "formula=\"=";
        for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + mark.length())) {
            int end = text.indexOf('"', at + mark.length());
            if (end < 0) {
                return;
            }
            String formula = text.substring(at, end);
            if (formula.indexOf('!', Math.max(0, formula.indexOf('|'))) > 0 && formula.indexOf('|') > 0) {
                inside.note(FileTrait.DDE);
                return;
            }
        }
    }

    /** A field's code may be spread over many runs. */
    private static void fields(String text, Inside inside) {
        StringBuilder codes = new StringBuilder();
        int at = text.indexOf("instrtext");
        while (at >= 0) {
            int open = text.indexOf('>', at);
            int close = open < 0 ? -1 : text.indexOf('<', open);
            if (close < 0) {
                break;
            }
            codes.append(text, open + 1, close);
            at = text.indexOf("instrtext", text.indexOf('>', close) < 0 ? text.length() : text.indexOf('>', close));
        }
        String all = codes.toString().replace(" ", "");
        if (all.contains("ddeauto")
                || all.startsWith("dde")
                || text.contains("instr=\" dde")
                || text.contains("instr=\"dde")) {
            inside.note(FileTrait.DDE);
        }
    }
}
