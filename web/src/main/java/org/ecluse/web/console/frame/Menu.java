package org.ecluse.web.console.frame;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import java.util.Arrays;

/** Marks the menu's entry of the current page. */
@Named
@RequestScoped
public class Menu {
    /** {@code page} for the entry whose pages, with blanks between, hold the current one; else null, which writes no attribute. */
    public String mark(String pages) {
        return mark("/console/", pages);
    }

    /** As {@link #mark(String)}, for pages of the users' account. */
    public String markAccount(String pages) {
        return mark("/account/", pages);
    }

    private static String mark(String folder, String pages) {
        String view = FacesContext.getCurrentInstance().getViewRoot().getViewId();
        return Arrays.stream(pages.split(" ")).anyMatch(page -> view.equals(folder + page + ".xhtml")) ? "page" : null;
    }
}
