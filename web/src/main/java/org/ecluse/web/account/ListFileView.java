package org.ecluse.web.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.ecluse.lists.ListFile;
import org.ecluse.lists.ListFileLine;
import org.ecluse.lists.UnreadableListException;
import org.ecluse.policy.ListEntry.Colour;
import org.ecluse.server.account.ListImport;
import org.ecluse.server.account.ListOwner;
import org.ecluse.server.account.UserLists;
import org.ecluse.web.console.frame.Feedback;
import org.ecluse.web.console.frame.Shown;
import org.ecluse.web.security.CurrentReader;

/** Takes a user's lists from a file. */
@Named
@RequestScoped
public class ListFileView {
    private static final int REFUSED_SHOWN = 20;

    @Inject
    private UserLists lists;

    @Inject
    private CurrentReader current;

    @Inject
    private Feedback feedback;

    @Inject
    private Shown shown;

    private Part file;
    private Colour colour = Colour.ALLOW;
    private List<ListImport.Refused> refused = List.of();

    public void take() throws IOException {
        if (file == null || file.getSize() == 0) {
            feedback.warn("account.lists.file.none");
            return;
        }
        try (InputStream content = file.getInputStream()) {
            List<ListFileLine> lines = ListFile.read(content.readNBytes(ListFile.LARGEST_BYTES + 1), colour);
            ListImport taken = lists.take(ListOwner.of(current.reader()), lines, shown.zone());
            feedback.done(
                    "account.lists.file.taken",
                    taken.added(),
                    taken.present(),
                    taken.refused().size());
            refused = taken.refused();
        } catch (UnreadableListException e) {
            feedback.error("error.list.file." + e.fault());
        }
    }

    /** The first lines that were left out. */
    public List<ListImport.Refused> getRefused() {
        return refused.subList(0, Math.min(refused.size(), REFUSED_SHOWN));
    }

    public Part getFile() {
        return file;
    }

    public void setFile(Part part) {
        file = part;
    }

    public Colour getColour() {
        return colour;
    }

    public void setColour(Colour choice) {
        colour = choice;
    }
}
