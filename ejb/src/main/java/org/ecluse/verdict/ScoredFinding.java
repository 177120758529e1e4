package org.ecluse.verdict;

/** A finding with the points that the recipient's policy gave it (weight × multiplier). */
public record ScoredFinding(Finding finding, double points) {}
