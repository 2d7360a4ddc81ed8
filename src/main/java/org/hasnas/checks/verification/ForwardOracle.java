package org.hasnas.checks.verification;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.hasnas.checks.model.VerificationResult;
import org.hasnas.document.Fields;
import org.hasnas.document.InputFile;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.score.fitness.HammingKernel;
import org.hasnas.simulation.engine.Simulation;
import org.hasnas.simulation.engine.SimulationMode;
import org.hasnas.simulation.engine.SimulationResult;

/**
 * Recomputes whole networks that the public SNASNet code simulated: every spike of every LIF layer in training and evaluation mode,
 * the class scores, and the SAHD kernel and log-determinant of the same run.
 */
public final class ForwardOracle {
    private static final double SCORE_TOLERANCE = 1e-5;
    private static final String MANIFEST = "manifest.json";

    /**
     * Recomputes a case or a folder of cases.
     *
     * @param path {@code manifest.json}, the folder it lies in, or a folder of such folders
     */
    public List<VerificationResult> verify(Path path, JobContext job) throws HasnasException {
        List<VerificationResult> results = new ArrayList<>();
        for (Path manifest : manifests(path)) {
            results.addAll(verify(new ForwardCase(manifest), job));
        }
        return List.copyOf(results);
    }

    private static List<Path> manifests(Path path) throws HasnasException {
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        if (!Files.isDirectory(path)) {
            throw new HasnasException(ErrorCode.NOT_FOUND, path + (InputFile.isThere(path) ? " is a device or a pipe" : " does not exist")
                    + "; name a " + MANIFEST + ", its folder or a folder of cases");
        }
        if (Files.isRegularFile(path.resolve(MANIFEST))) {
            return List.of(path.resolve(MANIFEST));
        }
        List<Path> found = InputFile.inside(path, 1).stream().map(child -> child.resolve(MANIFEST)).filter(Files::isRegularFile).toList();
        if (found.isEmpty()) {
            throw new HasnasException(ErrorCode.NOT_FOUND, path + " holds no forward case: neither it nor a folder in it has a " + MANIFEST);
        }
        return found;
    }

    private List<VerificationResult> verify(ForwardCase given, JobContext job) throws HasnasException {
        String name = given.fields.text("name");
        List<VerificationResult> results = new ArrayList<>();
        results.add(layers(name, given));
        for (SimulationMode mode : SimulationMode.values()) {
            String prefix = switch (mode) {
                case TRAINING -> "train";
                case EVALUATION -> "eval";
            };
            Simulation simulation = new Simulation(given.network, given.weights, given.images, mode, job);
            SpikeComparison comparison = new SpikeComparison(given, prefix);
            HammingKernel kernel = new HammingKernel(given.images);
            float[][] dropout = mode == SimulationMode.TRAINING ? given.dropout(simulation.features()) : new float[0][];
            SimulationResult result = simulation.run(given.pixels(), dropout, (layer, timeStep, spikes) -> {
                comparison.compare(layer, timeStep, spikes);
                kernel.add(spikes, layer.layout().neurons(), layer.names().size(), job);
            }, job);
            String caseName = name + "/" + prefix;
            results.add(comparison.result(caseName));
            results.add(new VerificationResult(caseName, "scores", Differences.worstOfLargest(result.scores(), scores(given, prefix)),
                    SCORE_TOLERANCE, ""));
            if (mode == SimulationMode.TRAINING) {
                Fields fitness = given.fields.anyFields("train_fitness");
                double logDeterminant = fitness.has("logabsdet_f64") ? fitness.number("logabsdet_f64") : Double.NEGATIVE_INFINITY;
                results.addAll(KernelCheck.compare(caseName, kernel, OracleFiles.matrix(fitness, "K_f64", given.images), logDeterminant, 0));
            }
        }
        return results;
    }

    /** The LIF layers the public code has must be those of our network. */
    private static VerificationResult layers(String name, ForwardCase given) throws HasnasException {
        Set<String> missing = new TreeSet<>(OracleFiles.texts(given.fields, "lif_layers"));
        Set<String> surplus = new TreeSet<>(given.publicLif.values());
        surplus.removeAll(missing);
        missing.removeAll(given.publicLif.values());
        int wrong = missing.size() + surplus.size();
        return new VerificationResult(name, "LIF layers", (double) wrong / given.publicLif.size(), 0,
                wrong == 0 ? given.publicLif.size() + " layers" : String.format(Locale.ROOT, "not simulated: %s; not in the file: %s", missing,
                        surplus));
    }

    private static double[][] scores(ForwardCase given, String prefix) throws HasnasException {
        int classes = given.network.template().classes();
        double[] values = given.tensors.doubles(prefix + "/logits_f64", given.images, classes);
        double[][] scores = new double[given.images][classes];
        for (int image = 0; image < given.images; image++) {
            System.arraycopy(values, image * classes, scores[image], 0, classes);
        }
        return scores;
    }
}
