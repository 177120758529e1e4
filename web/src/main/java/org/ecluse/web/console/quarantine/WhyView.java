package org.ecluse.web.console.quarantine;

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
import org.ecluse.web.security.CurrentViewer;

/** "Why did this address get no report?" (R3.14). */
@Named
@ViewScoped
public class WhyView implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private ReportInquiry inquiry;

    @Inject
    private CurrentViewer current;

    @Inject
    private Language language;

    @Inject
    private Feedback feedback;

    private String address = "";
    private LocalDate day;
    private WhyAnswer answer;

    /** Answers at once if the link that led here names the address. */
    public void open() {
        if (!address.isBlank()) {
            ask();
        }
    }

    public void ask() {
        answer = feedback.attempt(() -> inquiry.explain(current.viewer(), address, Optional.ofNullable(day)))
                .map(found -> {
                    day = found.day();
                    return WhyAnswer.of(found, language.getCode());
                })
                .orElse(null);
    }

    /** Null until something was asked. */
    public WhyAnswer getAnswer() {
        return answer;
    }

    public String getAddress() {
        return address;
    }

    public void setAddress(String value) {
        address = value == null ? "" : value;
    }

    /** Null: today. */
    public LocalDate getDay() {
        return day;
    }

    public void setDay(LocalDate value) {
        day = value;
    }
}
