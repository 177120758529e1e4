package org.ecluse.filter.meaning;

import java.util.Optional;

/** Turns a text into numbers that lie close to each other for texts that mean the same. */
@FunctionalInterface
public interface TextReader {
    /** The one of this process, which nobody watches. */
    TextReader SHIPPED = text -> SentenceModel.shipped().read(text);

    /**
     * {@value SentenceModel#SIZE} numbers of length one; empty if the text has not enough words that it knows.
     *
     * @throws ReaderUnavailableException it cannot be used on this machine, or failed for this text
     */
    Optional<float[]> read(String text) throws ReaderUnavailableException;
}
