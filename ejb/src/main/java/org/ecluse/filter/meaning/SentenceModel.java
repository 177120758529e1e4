package org.ecluse.filter.meaning;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * all-MiniLM-L6-v2 (Apache License 2.0; Wang et al. 2020, Reimers and Gurevych 2019), with weights of one octet: it turns the beginning of an English text into
 * {@value #SIZE} numbers that lie close to each other for texts that mean the same. ONNX Runtime computes it inside this process, in the thread that asks; nothing
 * leaves it. What reaches that library are the numbers of known word pieces, never octets of a mail. Safe for use by many threads.
 *
 * <p>Processors differ in how they multiply octets, so the numbers do in their last digits.
 */
public final class SentenceModel {
    public static final int SIZE = 384;
    /** Half of what it can read: what a letter wants stands at its beginning, and time grows with the length. */
    private static final int MOST_PIECES = 126;

    private static final int MOST_CHARACTERS = 2_000;
    /** Less than a sentence says nothing. */
    private static final int FEWEST_KNOWN_PIECES = 10;

    private static final String FOLDER = "/all-minilm-l6-v2-q";

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final WordPieces vocabulary;

    private SentenceModel(OrtEnvironment environment, OrtSession session, WordPieces vocabulary) {
        this.environment = environment;
        this.session = session;
        this.vocabulary = vocabulary;
    }

    /**
     * The one model of this process, loaded when first asked for.
     *
     * @throws ReaderUnavailableException always the same if it could not be loaded
     */
    public static SentenceModel shipped() throws ReaderUnavailableException {
        if (Shipped.PROBLEM.isPresent()) {
            throw new ReaderUnavailableException(
                    "the sentence model could not be loaded: " + Shipped.PROBLEM.get(), Shipped.PROBLEM.get());
        }
        return Shipped.MODEL.orElseThrow();
    }

    /** Names and versions, for people. */
    public String version() {
        return "all-MiniLM-L6-v2, ONNX Runtime " + environment.getVersion();
    }

    /**
     * Of length one; empty if the text has not enough words that it knows.
     *
     * @throws ReaderUnavailableException the library refused
     */
    public Optional<float[]> read(String text) throws ReaderUnavailableException {
        String beginning = text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
        long[] pieces = vocabulary.of(beginning, MOST_PIECES);
        if (vocabulary.known(pieces) < FEWEST_KNOWN_PIECES) {
            return Optional.empty();
        }
        long[] attended = new long[pieces.length];
        Arrays.fill(attended, 1);
        try (OnnxTensor ids = tensor(pieces);
                OnnxTensor mask = tensor(attended);
                OnnxTensor types = tensor(new long[pieces.length]);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
            return Optional.of(mean(((float[][][]) result.get(0).getValue())[0]));
        } catch (OrtException e) {
            throw new ReaderUnavailableException("the sentence model failed: " + e.getMessage(), e);
        }
    }

    private OnnxTensor tensor(long[] values) throws OrtException {
        return OnnxTensor.createTensor(environment, new long[][] {values});
    }

    private static float[] mean(float[][] ofPieces) {
        double[] sums = new double[SIZE];
        for (float[] piece : ofPieces) {
            for (int i = 0; i < SIZE; i++) {
                sums[i] += piece[i];
            }
        }
        double length = 0;
        for (double sum : sums) {
            length += sum * sum;
        }
        float[] mean = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            mean[i] = (float) (sums[i] / Math.sqrt(length));
        }
        return mean;
    }

    private static SentenceModel load() throws IOException, OrtException {
        try (InputStream vocabulary = SentenceModel.class.getResourceAsStream(FOLDER + "-tokenizer.json");
                InputStream network = SentenceModel.class.getResourceAsStream(FOLDER + ".onnx");
                SessionOptions options = new SessionOptions()) {
            if (vocabulary == null || network == null) {
                throw new IOException("it is missing");
            }
            // The threads that scan are as many as the processors: more of its own would only stand in their way.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            OrtEnvironment environment =
                    OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "ecluse");
            return new SentenceModel(
                    environment,
                    environment.createSession(network.readAllBytes(), options),
                    WordPieces.read(vocabulary));
        }
    }

    /** What went wrong first: that a class could not be initialised helps nobody. */
    private static Throwable root(Throwable problem) {
        Throwable root = problem;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static final class Shipped {
        static final Optional<SentenceModel> MODEL;
        static final Optional<Throwable> PROBLEM;

        static {
            SentenceModel model = null;
            Throwable problem = null;
            try {
                model = load();
            } catch (IOException | OrtException | LinkageError e) {
                // A machine for which the library was not built: mail is judged without this reader, and the engines'
                // page says so.
                problem = root(e);
            }
            MODEL = Optional.ofNullable(model);
            PROBLEM = Optional.ofNullable(problem);
        }
    }
}
