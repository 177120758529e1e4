package org.ecluse.web.account;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Optional;
import org.ecluse.server.digest.ReportInquiry;
import org.ecluse.web.console.frame.Feedback;
import org.ecluse.web.console.frame.Language;
import org.ecluse.web.console.frame.WhyAnswer;
import org.ecluse.web.security.CurrentReader;

/** "Why did I get no report?" for the user's own address (R3.14). */
@Named
@ViewScoped
public class OwnReportView implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private ReportInquiry inquiry;

    @Inject
    private CurrentReader current;

    @Inject
    private Language language;

    @Inject
    private Feedback feedback;

    private LocalDate day;
    private WhyAnswer answer;

    /** Of today, unless another day is asked for. */
    @PostConstruct
    public void ask() {
        answer = feedback.attempt(() -> inquiry.ofRecipient(current.reader().address(), Optional.ofNullable(day)))
                .map(found -> {
                    day = found.day();
                    return WhyAnswer.of(found, language.getCode());
                })
                .orElse(null);
    }

    /** Null if there is nothing to say. */
    public WhyAnswer getAnswer() {
        return answer;
    }

    public LocalDate getDay() {
        return day;
    }

    /** Null: today. */
    public void setDay(LocalDate value) {
        day = value;
    }
}
