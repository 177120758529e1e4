package org.ecluse.filter.phishing;

import java.util.List;
import java.util.Locale;
import org.ecluse.reading.HtmlPage;
import org.ecluse.reading.Link;

/** Pages that ask for a password themselves, or whose script makes such a page. */
final class FormRule implements PhishingRule {
    private static final List<String> DISGUISES = List.of(
            "unescape(",
            "atob(",
            "fromcharcode",
            "document.write",
            "eval(",
            "decodeuricomponent(",
            "location.href",
            "location.replace",
            "location.assign",
            "window.location",
            "xmlhttprequest",
            "fetch(",
            "$.ajax",
            "$.post",
            "api.telegram.org");

    @Override
    public void examine(PhishingView view, Signs signs) {
        for (HtmlPage page : view.reading().pages()) {
            view.mail().budget().check();
            if (page.attached()) {
                attached(page, view, signs);
            } else if (page.passwordField()) {
                signs.add(PhishingSign.FORM_INSIDE, String.join(", ", page.formTargets()));
            }
        }
    }

    private static void attached(HtmlPage page, PhishingView view, Signs signs) {
        boolean sends = page.formTargets().stream()
                .map(target -> Link.of(target, ""))
                .anyMatch(target -> target.isWeb() && !view.isOwn(target.host()));
        if (page.passwordField() || sends) {
            signs.add(PhishingSign.FORM_ATTACHED, String.join(", ", page.formTargets()));
        }
        String script = page.scriptText().toLowerCase(Locale.ROOT);
        List<String> tricks = DISGUISES.stream().filter(script::contains).toList();
        if (!tricks.isEmpty() || page.refresh()) {
            signs.add(PhishingSign.SCRIPT_ATTACHED, page.refresh() ? "refresh" : String.join(", ", tricks));
        }
    }
}
