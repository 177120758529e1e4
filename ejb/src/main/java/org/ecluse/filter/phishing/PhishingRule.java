package org.ecluse.filter.phishing;

/** Looks for signs of one kind. Stateless, linear time. */
interface PhishingRule {
    void examine(PhishingView view, Signs signs);
}
