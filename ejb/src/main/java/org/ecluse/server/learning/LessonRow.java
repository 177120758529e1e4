package org.ecluse.server.learning;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.ecluse.filter.campaign.Sketch;
import org.ecluse.filter.learning.OwnTokens;
import org.ecluse.server.rows.Bounded;

/** A lesson with its tokens, so that it can be taken out of the sum again. */
@Entity
@Table(name = "lesson")
public class LessonRow {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "lesson_seq")
    @SequenceGenerator(name = "lesson_seq", sequenceName = "lesson_seq", allocationSize = 20)
    private Long id;

    private String publicId;
    private long customerId;
    private String fingerprint;

    @Enumerated(EnumType.STRING)
    private Lesson.Kind kind;

    @Enumerated(EnumType.STRING)
    private Lesson.Source source;

    private int weight;
    private String taughtBy;
    private Instant taughtAt;
    private String copyId;
    private String sender;
    private String subject;
    private byte[] tokens;
    private String sketch;

    protected LessonRow() {}

    LessonRow(Lesson lesson, String fingerprint, LessonText text) {
        this.publicId = lesson.id();
        this.customerId = lesson.customerId();
        this.fingerprint = fingerprint;
        this.kind = lesson.kind();
        this.source = lesson.source();
        this.weight = lesson.weight();
        this.taughtBy = Bounded.text(lesson.taughtBy(), 320);
        this.taughtAt = lesson.taughtAt();
        this.copyId = lesson.copyId();
        this.sender = Bounded.text(lesson.sender(), 998);
        this.subject = Bounded.text(lesson.subject(), 998);
        this.tokens = OwnTokens.packed(text.tokens());
        this.sketch = text.sketch().map(Sketch::text).orElse("");
    }

    public Long id() {
        return id;
    }

    int[] tokens() {
        return OwnTokens.unpacked(tokens);
    }

    Optional<Sketch> sketch() {
        return Sketch.parse(sketch);
    }

    Lesson lesson() {
        return new Lesson(publicId, customerId, kind, source, weight, taughtBy, taughtAt, copyId, sender, subject);
    }
}
