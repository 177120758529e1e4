package org.ecluse.measure;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.List;
import org.ecluse.filter.meaning.MeaningWeights;
import org.ecluse.filter.meaning.SentenceModel;
import org.ecluse.measure.LabelledCorpus.Sample;

/** Learns which meanings spam has: a logistic regression by LIBLINEAR over all English messages (Fan et al. 2008). Deterministic. */
final class MeaningTrainer {
    /** Cost of errors against the size of the weights. */
    private static final double COST = 10;
    /** How much more a ham that is called spam costs than a spam that is let through. */
    private static final double HAM_WEIGHT = 4;

    private static final double PRECISION = 0.0001;
    private static final int HAM = 0;
    private static final int SPAM = 1;

    private MeaningTrainer() {}

    static MeaningWeights train(List<Sample> samples) {
        List<Sample> read =
                samples.stream().filter(sample -> sample.meaning().length > 0).toList();
        Problem problem = new Problem();
        problem.l = read.size();
        problem.n = SentenceModel.SIZE + 1;
        problem.bias = 1;
        problem.x = read.stream().map(sample -> features(sample.meaning())).toArray(Feature[][]::new);
        problem.y =
                read.stream().mapToDouble(sample -> sample.spam() ? SPAM : HAM).toArray();
        Parameter parameter = new Parameter(SolverType.L2R_LR, COST, PRECISION);
        parameter.setWeights(new double[] {HAM_WEIGHT, 1}, new int[] {HAM, SPAM});
        Linear.disableDebugOutput();
        Model model = Linear.train(problem, parameter);
        // The library's weights speak for the label that it saw first.
        double sign = model.getLabels()[0] == SPAM ? 1 : -1;
        double[] learned = model.getFeatureWeights();
        float[] weights = new float[SentenceModel.SIZE];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (sign * learned[i]);
        }
        return new MeaningWeights(weights, (float) (sign * learned[SentenceModel.SIZE]));
    }

    private static Feature[] features(float[] meaning) {
        Feature[] features = new Feature[SentenceModel.SIZE + 1];
        for (int i = 0; i < SentenceModel.SIZE; i++) {
            features[i] = new FeatureNode(i + 1, meaning[i]);
        }
        features[SentenceModel.SIZE] = new FeatureNode(SentenceModel.SIZE + 1, 1);
        return features;
    }
}
