package org.ecluse.filter.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.ecluse.filter.ContentReport;
import org.ecluse.filter.FilterPipeline;
import org.ecluse.filter.virus.HashList;
import org.ecluse.filter.virus.SignatureScanner;
import org.ecluse.pipeline.StageCatalogue;
import org.ecluse.policy.Weights;
import org.ecluse.testkit.Mails;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What chance puts into a mail – ids, boundaries, dates – is no evidence: the same mail sent again scores the same. */
class StableScoreTest {
    private static final int SENDINGS = 60;
    private static final double MOST_APART = 1;
    private static final String TEXT =
            "Our new prices for garden furniture are out.\n\nDelivery is free until Sunday.\n";

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    enum Program {
        SCRIPT {
            @Override
            String mail(Random random, ZonedDateTime sent) {
                return head("<" + (1_000_000_000_000L + random.nextInt()) + ".test@sender.example>", sent)
                        + "Content-Type: text/plain; charset=utf-8\n\n" + TEXT;
            }
        },
        LIBRARY {
            @Override
            String mail(Random random, ZonedDateTime sent) {
                return head("<" + uuid(random) + "@sender.example>", sent)
                        + "Content-Type: text/plain; charset=utf-8\n\n" + TEXT;
            }
        },
        WEB_MAIL {
            @Override
            String mail(Random random, ZonedDateTime sent) {
                byte[] octets = new byte[36];
                random.nextBytes(octets);
                String id = "<CA" + Base64.getUrlEncoder().encodeToString(octets) + "@mail.sender.example>";
                return head(id, sent) + alternative(String.format("000000000000%016x", random.nextLong()));
            }
        },
        TABLET {
            @Override
            String mail(Random random, ZonedDateTime sent) {
                String id = "<" + uuid(random).toUpperCase(Locale.ROOT) + "@sender.example>";
                return head(id, sent) + "X-Mailer: iPad Mail (20H115)\n"
                        + alternative("Apple-Mail-" + uuid(random).toUpperCase(Locale.ROOT));
            }
        },
        OFFICE {
            @Override
            String mail(Random random, ZonedDateTime sent) {
                String id = String.format(
                                "<%04x%s@pc%d>", random.nextInt(400), windows(sent, 0, "$"), random.nextInt(900) + 100)
                        .replace("@pc", String.format("$%08x@pc", random.nextInt()));
                String boundary = String.format(
                        "----=_NextPart_000_%04X_%s",
                        random.nextInt(400),
                        windows(sent, sent.getOffset().getTotalSeconds(), ".").toUpperCase(Locale.ROOT));
                return head(id, sent) + "X-Mailer: Microsoft Outlook 16.0\n" + alternative(boundary);
            }
        };

        abstract String mail(Random random, ZonedDateTime sent);

        private static String windows(ZonedDateTime sent, int offsetSeconds, String mark) {
            long ticks = (sent.toEpochSecond() + offsetSeconds + 11_644_473_600L) * 10_000_000L + sent.getNano() / 100;
            return String.format("%08x%s%08x", ticks >>> 32, mark, ticks & 0xffffffffL);
        }

        private static String uuid(Random random) {
            return new UUID(random.nextLong() & ~0xf000L | 0x4000L, random.nextLong() & ~0xc000000000000000L | 1L << 63)
                    .toString();
        }

        private static String head(String id, ZonedDateTime sent) {
            return "From: Garden House <sales@sender.example>\nTo: recipient@example.com\nSubject: New prices\nDate: "
                    + DATE.format(sent) + "\nMessage-ID: " + id + "\nMIME-Version: 1.0\n";
        }

        private static String alternative(String boundary) {
            return "Content-Type: multipart/alternative; boundary=\"" + boundary + "\"\n\n--" + boundary
                    + "\nContent-Type: text/plain; charset=utf-8\n\n" + TEXT + "\n--" + boundary
                    + "\nContent-Type: text/html; charset=utf-8\n\n<html><body><p>" + TEXT + "</p></body></html>\n--"
                    + boundary + "--\n";
        }
    }

    @ParameterizedTest
    @EnumSource(Program.class)
    void sameMailScoresTheSameWhateverItsIdsBoundariesAndDateAre(Program program) throws IOException {
        FilterPipeline pipeline =
                StageCatalogue.pipeline(List.of(), new SignatureScanner(HashList.load(List.of())), "mx.example.net");
        Random random = new Random(20261127);
        ZonedDateTime first = ZonedDateTime.of(2024, 1, 1, 0, 0, 0, 0, ZoneOffset.ofHours(1));
        DoubleSummaryStatistics points = new DoubleSummaryStatistics();
        for (int i = 0; i < SENDINGS; i++) {
            ZonedDateTime sent = first.plusSeconds(random.nextInt(60_000_000)).plusNanos(random.nextInt(1_000_000_000));
            points.accept(points(pipeline, program.mail(random, sent)));
        }
        assertThat(points.getMax() - points.getMin()).as("apart, " + points).isLessThanOrEqualTo(MOST_APART);
    }

    private static double points(FilterPipeline pipeline, String mail) {
        ContentReport report = pipeline.examine(
                Mails.transaction(Mails.raw(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))));
        return report.findings().stream()
                .mapToDouble(finding -> finding.multiplier() * Weights.shipped().of(finding.symbol()))
                .sum();
    }
}
