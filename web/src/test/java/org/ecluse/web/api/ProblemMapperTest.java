package org.ecluse.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonException;
import java.util.Optional;
import org.ecluse.server.access.DeniedException;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.security.TooManyAttemptsException;
import org.ecluse.web.text.Texts;
import org.junit.jupiter.api.Test;

class ProblemMapperTest {
    private static final Texts ENGLISH = Texts.in("en");

    @Test
    void wrongInputNamesTheFieldAndSaysWhatIsWrong() {
        Problem problem = ProblemMapper.problem(new InvalidInputException("zone", "error.zone"), ENGLISH);
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.field()).contains("zone");
        assertThat(problem.detail()).contains("Europe/Paris");
    }

    @Test
    void sentencesAreInTheLanguageOfTheCaller() {
        Problem problem = ProblemMapper.problem(new NotThereException(), Texts.in("fr"));
        assertThat(problem.detail()).startsWith("Cela n'existe pas");
    }

    @Test
    void eachKindOfRefusalHasItsStatus() {
        assertThat(ProblemMapper.problem(new NotThereException(), ENGLISH).status())
                .isEqualTo(404);
        assertThat(ProblemMapper.problem(new DeniedException(), ENGLISH).status())
                .isEqualTo(403);
        assertThat(ProblemMapper.problem(new TooManyAttemptsException(), ENGLISH)
                        .status())
                .isEqualTo(429);
        assertThat(ProblemMapper.problem(new JsonException("x"), ENGLISH).status())
                .isEqualTo(400);
    }

    @Test
    void ourOwnFaultTellsANumberAndNothingElse() {
        Problem problem = ProblemMapper.problem(new IllegalStateException("secret inside"), ENGLISH);
        assertThat(problem.status()).isEqualTo(500);
        assertThat(problem.toJson().toString()).doesNotContain("secret", "Exception", "at org.");
        assertThat(problem.detail()).contains("Incident ");
        assertThat(problem.field()).isEqualTo(Optional.empty());
    }
}
