package org.ecluse.web.api.messages;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ecluse.mail.CopyId;
import org.ecluse.mail.MessageId;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.tracking.TrackedMessage;
import org.ecluse.server.tracking.TrackingService;
import org.ecluse.web.api.Listing;
import org.ecluse.web.api.Paging;
import org.ecluse.web.security.CurrentViewer;
import org.ecluse.web.text.Texts;

/** {@code /messages}: what was received, and what became of each recipient's copy. */
@Path("/messages")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "messages")
public class MessagesResource {
    private static final Pattern MESSAGE_ID = Pattern.compile("[0-9A-HJKMNP-TV-Z]{26}");
    private static final int COPIES_EXPLAINED = 50;

    @Inject
    private TrackingService tracking;

    @Inject
    private CurrentViewer current;

    @Inject
    private HttpServletRequest request;

    @GET
    @Operation(summary = "Copies that match, newest first")
    public Listing<CopyBody> search(@BeanParam MessageFilter filter, @BeanParam Paging paging) {
        PageRequest page = paging.request();
        return Listing.of(
                tracking.search(current.viewer(), filter.search(), page).map(CopyBody::of), page);
    }

    @GET
    @Path("{id}")
    @Operation(
            summary = "One message with findings, explanation and history of its copies",
            description = "At most the first 50 copies that you see. Sentences are in the language of Accept-Language.")
    public MessageBody one(@PathParam("id") String id) {
        Viewer viewer = current.viewer();
        TrackedMessage message = tracking.message(viewer, messageId(id));
        List<CopyHistoryBody> copies = message.copies().stream()
                .limit(COPIES_EXPLAINED)
                .map(copy -> history(viewer, copy.id()))
                .toList();
        return MessageBody.of(message, copies);
    }

    /** Of a message, or of one of its copies as the list names them. */
    private static MessageId messageId(String id) {
        return CopyId.parse(id)
                .map(CopyId::message)
                .or(() -> MESSAGE_ID.matcher(id).matches() ? Optional.of(new MessageId(id)) : Optional.empty())
                .orElseThrow(NotThereException::new);
    }

    @GET
    @Path("{id}/copies/{number}")
    @Operation(summary = "One recipient's copy with findings, explanation and history")
    public CopyHistoryBody copy(@PathParam("id") String id, @PathParam("number") String number) {
        return history(current.viewer(), id + "." + number);
    }

    private CopyHistoryBody history(Viewer viewer, String copyId) {
        CopyId id = CopyId.parse(copyId).orElseThrow(NotThereException::new);
        Locale locale = Texts.preferred(request).locale();
        return CopyHistoryBody.of(tracking.copy(viewer, id, locale));
    }
}
