package org.ecluse.filter.meaning;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * A logistic regression over what {@link SentenceModel} reads: which meanings spam has. {@value SentenceModel#SIZE} numbers and one, learned from labelled mail; nothing
 * in them leads back to a text. Immutable.
 */
public final class MeaningWeights {
    /** One log-odds is worth 16 points of the rules. */
    private static final double UNITS = 0.8;
    /** 60 points: a second opinion, never a verdict. */
    private static final double MOST = 3;

    private static final int MAGIC = 0x45434C4D; // "ECLM"
    private static final String SHIPPED = "meaning.model";

    private final float[] weights;
    private final float bias;

    /** @param weights {@value SentenceModel#SIZE} of them */
    public MeaningWeights(float[] weights, float bias) {
        if (weights.length != SentenceModel.SIZE) {
            throw new IllegalArgumentException(weights.length + " weights");
        }
        this.weights = weights.clone();
        this.bias = bias;
    }

    /** Those beside this class. Read once, when first asked for. */
    public static MeaningWeights shipped() {
        return Shipped.WEIGHTS;
    }

    /** Above 0 it speaks for spam. */
    double logOdds(float[] meaning) {
        double sum = bias;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * meaning[i];
        }
        return sum;
    }

    /** As the findings carry it, in units of 20 points: two decimals, at most {@value #MOST} on either side; above 0 it speaks for spam. */
    public double strength(float[] meaning) {
        return Math.round(Math.max(-MOST, Math.min(MOST, UNITS * logOdds(meaning))) * 100) / 100.0;
    }

    public void write(OutputStream stream) throws IOException {
        try (DataOutputStream out = new DataOutputStream(stream)) {
            out.writeInt(MAGIC);
            out.writeFloat(bias);
            for (float weight : weights) {
                out.writeFloat(weight);
            }
        }
    }

    /** @throws IOException also for what is no such file */
    static MeaningWeights read(InputStream stream) throws IOException {
        try (DataInputStream in = new DataInputStream(stream)) {
            if (in.readInt() != MAGIC) {
                throw new IOException("not weights of meanings");
            }
            float bias = in.readFloat();
            float[] weights = new float[SentenceModel.SIZE];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = in.readFloat();
            }
            return new MeaningWeights(weights, bias);
        }
    }

    private static final class Shipped {
        static final MeaningWeights WEIGHTS = load();

        private static MeaningWeights load() {
            try (InputStream resource = MeaningWeights.class.getResourceAsStream(SHIPPED)) {
                if (resource == null) {
                    throw new IllegalStateException(SHIPPED + " is missing");
                }
                return read(resource);
            } catch (IOException e) {
                throw new UncheckedIOException(SHIPPED, e);
            }
        }
    }
}
