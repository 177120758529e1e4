package org.ecluse.server.learning;

import java.util.Optional;
import org.ecluse.filter.campaign.Sketch;

/**
 * A message as far as it is learned: its tokens, and what the list of lessons shows of it.
 *
 * @param tokens ascending, as {@link org.ecluse.filter.learning.OwnTokens} chooses them
 * @param sketch by which near copies are known; empty if the text is short
 */
public record LessonText(int[] tokens, Optional<Sketch> sketch, String sender, String subject) {}
