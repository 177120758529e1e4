package org.ecluse.server.intake;

import org.ecluse.disposition.DispositionPlan;
import org.ecluse.filter.ContentReport;
import org.ecluse.mail.ParsedMessage;

/** What was decided about a submission, with what is kept to explain it. */
record Judgement(ParsedMessage parsed, ContentReport content, DispositionPlan plan) {}
