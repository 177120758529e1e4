package org.ecluse.web.api.learning;

import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.learning.LearningService;
import org.ecluse.server.learning.Lesson;
import org.ecluse.web.api.Given;
import org.ecluse.web.api.Listing;
import org.ecluse.web.api.Paging;
import org.ecluse.web.security.CurrentViewer;

/** {@code /learning}: what a customer's people taught the filter; for who manages its quarantine. */
@Path("/learning")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "learning")
public class LearningResource {
    @Inject
    private LearningService learning;

    @Inject
    private CurrentViewer current;

    @GET
    @Path("lessons")
    @Operation(summary = "What was taught, newest first")
    public Listing<LessonBody> list(
            @QueryParam("customer") @Parameter(description = "Needed unless you see only one") Long customer,
            @QueryParam("person") @Parameter(description = "Any part of who taught") String person,
            @BeanParam Paging paging) {
        PageRequest page = paging.request();
        return Listing.of(
                learning.list(
                                current.viewer(),
                                customer(customer),
                                Given.text(person).orElse(""),
                                page)
                        .map(LessonBody::of),
                page);
    }

    @POST
    @Path("lessons")
    @Operation(
            summary = "Teach that a copy is spam or wanted",
            description =
                    "The content must still be kept, as it is in the quarantine and before delivery. The outcome is"
                            + " LEARNED, or says why it was not: ALREADY, LIKE_BEFORE, PERSON_LIMIT, CUSTOMER_LIMIT, CONTENT_GONE,"
                            + " TOO_SHORT, THREAT, NOT_READ.")
    public LearnAnswerBody learn(LessonInput given) {
        LessonInput input = Given.body(given);
        Lesson.Kind kind = Given.present(
                "kind", Given.choice("kind", input.kind(), Lesson.Kind.class).orElse(null));
        String copy = Given.present("copy", Given.text(input.copy()).orElse(null));
        return new LearnAnswerBody(learning.learn(current.viewer(), copy, kind).name());
    }

    @DELETE
    @Path("lessons/{id}")
    @Operation(summary = "Take one lesson back: mail is judged as if it had never been taught")
    public void undo(@PathParam("id") String id) {
        learning.undo(current.viewer(), id);
    }

    @POST
    @Path("undo")
    @Operation(summary = "Take back everything that one person taught")
    public UndoneBody undoAll(PersonInput given) {
        PersonInput input = Given.body(given);
        String person = Given.present("person", Given.text(input.person()).orElse(null));
        return new UndoneBody(learning.undoAllBy(current.viewer(), customer(input.customer()), person));
    }

    @GET
    @Path("export")
    @Operation(summary = "All lessons with the hashed tokens that were learned")
    public Listing<LessonBody> export(
            @QueryParam("customer") @Parameter(description = "Needed unless you see only one") Long customer) {
        return Listing.whole(learning.export(current.viewer(), customer(customer)).stream()
                .map(LessonBody::of)
                .toList());
    }

    private long customer(Long given) {
        Optional<Long> customer =
                Optional.ofNullable(given).or(() -> current.viewer().customerId());
        return Given.present("customer", customer.orElse(null));
    }
}
