package org.ecluse.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ecluse.mail.Budget;
import org.ecluse.mail.Budget.BudgetExceededException;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Mails;
import org.ecluse.verdict.Disposition;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.RecipientVerdict;
import org.ecluse.verdict.StageResult;
import org.ecluse.verdict.VerdictName;
import org.junit.jupiter.api.Test;

class FilterPipelineTest {
    private static final MailTransaction MAIL = Mails.transaction(Mails.raw("From: a@example.org\n\nbody\n"));

    private final List<String> asked = new ArrayList<>();

    @Test
    @Covers("B8")
    void stageThatThrowsDefersInsteadOfPassing() {
        FilterPipeline pipeline = pipeline(
                stage("first", mail -> {
                    throw new IllegalStateException("broken");
                }),
                stage("second", mail -> StageResult.of(Finding.of("SEEN"))));
        ContentReport report = pipeline.examine(MAIL);
        assertThat(report.unavailable()).singleElement().satisfies(blind -> {
            assertThat(blind.stage()).isEqualTo("first");
            assertThat(blind.reason()).contains("broken");
        });
        assertThat(report.findings()).containsExactly(Finding.of("SEEN"));
        RecipientVerdict verdict = decide(pipeline, report);
        assertThat(verdict.disposition()).isEqualTo(Disposition.DEFER);
        assertThat(verdict.name()).isEqualTo(VerdictName.UNCHECKED);
        assertThat(verdict.findings())
                .anySatisfy(f -> assertThat(f.finding().detail()).startsWith("first: "));
    }

    @Test
    void decisiveStageEndsThePipelineAndNamesTheVerdict() {
        FilterPipeline pipeline = pipeline(
                stage("first", mail -> StageResult.of(Finding.of("EARLY"))),
                stage("second", mail -> new StageResult.Decisive(VerdictName.VIRUS, List.of(Finding.of("FOUND")))),
                stage("third", mail -> StageResult.of(Finding.of("LATE"))));
        ContentReport report = pipeline.examine(MAIL);
        assertThat(asked).containsExactly("first", "second");
        assertThat(report.findings()).extracting(Finding::symbol).containsExactly("EARLY", "FOUND", Ground.VIRUS);
        assertThat(decide(pipeline, report).disposition()).isEqualTo(Disposition.DESTROY);
    }

    @Test
    @Covers("B8")
    void tooManyBytesHoldTheMailAndTooLittleTimeDefersIt() {
        FilterPipeline bytes = pipeline(stage("big", mail -> {
            throw new BudgetExceededException("bytes");
        }));
        ContentReport held = bytes.examine(MAIL);
        assertThat(held.unavailable()).isEmpty();
        assertThat(decide(bytes, held).disposition()).isEqualTo(Disposition.QUARANTINE);
        FilterPipeline time = pipeline(stage("slow", mail -> {
            throw new BudgetExceededException("time");
        }));
        assertThat(decide(time, time.examine(MAIL)).disposition()).isEqualTo(Disposition.DEFER);
    }

    @Test
    void noStageStartsWhenTheTimeIsUp() {
        long[] now = {0};
        Budget spent = Budget.of(Duration.ofSeconds(1), 1, 1, () -> now[0]);
        now[0] = Duration.ofSeconds(2).toNanos();
        MailTransaction late = new MailTransaction(
                MAIL.session(),
                MAIL.envelope(),
                MAIL.raw(),
                MAIL.parsed(),
                MAIL.senderFacts(),
                MAIL.authentication(),
                MAIL.recipientDomains(),
                spent);
        ContentReport report =
                pipeline(stage("first", mail -> StageResult.nothing())).examine(late);
        assertThat(asked).isEmpty();
        assertThat(report.unavailable()).hasSize(1);
    }

    @Test
    void missingLookupIsOnlyNotedByDefault() {
        FilterStage lookup = new FilterStage() {
            @Override
            public String name() {
                return "lookup";
            }

            @Override
            public StageResult examine(MailTransaction transaction) {
                return new StageResult.Unavailable("lookup", "no DNS");
            }

            @Override
            public boolean dependsOnLookups() {
                return true;
            }
        };
        FilterPipeline pipeline = pipeline(lookup);
        RecipientVerdict verdict = decide(pipeline, pipeline.examine(MAIL));
        assertThat(verdict.disposition()).isEqualTo(Disposition.DELIVER);
        assertThat(verdict.findings()).extracting(f -> f.finding().symbol()).containsExactly(Ground.LOOKUP_UNAVAILABLE);
    }

    @Test
    void recipientStageThatThrowsDefersThatCopy() {
        RecipientStage broken = new RecipientStage() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public StageResult examine(RecipientTransaction transaction) {
                throw new IllegalStateException("broken");
            }
        };
        FilterPipeline pipeline = new FilterPipeline(List.of(), List.of(broken));
        assertThat(decide(pipeline, pipeline.examine(MAIL)).disposition()).isEqualTo(Disposition.DEFER);
    }

    private static RecipientVerdict decide(FilterPipeline pipeline, ContentReport report) {
        return pipeline.decide(Mails.copy(MAIL, Mails.policy(FilterPolicy.DEFAULT)), report);
    }

    private static FilterPipeline pipeline(FilterStage... stages) {
        return new FilterPipeline(List.of(stages), List.of());
    }

    private FilterStage stage(String name, Function<MailTransaction, StageResult> answer) {
        return new FilterStage() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public StageResult examine(MailTransaction transaction) {
                asked.add(name);
                return answer.apply(transaction);
            }
        };
    }
}
