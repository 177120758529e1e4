package org.ecluse.web.account;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.ecluse.lists.ListFile;
import org.ecluse.lists.ListFileLine;
import org.ecluse.server.account.ListOwner;
import org.ecluse.server.account.Reader;
import org.ecluse.server.account.UserLists;
import org.ecluse.web.security.CurrentReader;

/** {@code /account/lists.csv}: the user's own lists as a file, behind the account's gate like its pages. */
@WebServlet("/account/lists.csv")
public class ListFileServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient UserLists lists;

    @Inject
    private transient CurrentReader current;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Reader reader = current.reader();
        List<ListFileLine> lines = lists.lines(ListOwner.of(reader)).stream()
                .map(line -> ListFileLine.of(
                        line.colour(),
                        line.value(),
                        line.note(),
                        line.expiresAt().map(end -> LocalDate.ofInstant(end.minusSeconds(1), reader.zone()))))
                .toList();
        byte[] file = ListFile.write(lines).getBytes(StandardCharsets.UTF_8);
        response.setContentType("text/csv; charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"lists.csv\"");
        response.setContentLength(file.length);
        response.getOutputStream().write(file);
    }
}
