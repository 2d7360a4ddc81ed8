package org.hasnas.files.codec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hasnas.document.InputFile;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.search.model.Project;
import org.hasnas.simulation.weights.WeightArrays;
import org.hasnas.simulation.weights.Weights;
import org.hasnas.training.TrainingState;
import org.hasnas.training.model.EpochResult;
import org.hasnas.training.model.TrainingRequest;
import org.hasnas.training.model.TrainingSummary;

/** Files of trainings in a project's {@code networks} folder: the checkpoint of an unfinished one, the weights of a finished one. */
public final class TrainingFiles {
    private static final String NOW = "now/";
    private static final String BEST = "best/";
    private static final String OPTIMIZER = "optimizer/";
    private static final String EPOCH = "epoch ";
    private static final String BEST_EPOCH = "best epoch";
    /** Name of a note of finished weights: which epoch they are of, and how it was chosen. */
    public static final String KEPT_EPOCH = "kept epoch";

    private TrainingFiles() {}

    /** Where the weights of a training are, once it is finished. */
    public static Path weights(Project project, TrainingSummary training) {
        return folder(project).resolve("training-" + training.id() + "-" + training.candidateHash().substring(0, 12) + WeightsFiles.ENDING);
    }

    private static Path checkpoint(Project project, TrainingSummary training) {
        return folder(project).resolve("training-" + training.id() + ".checkpoint" + WeightsFiles.ENDING);
    }

    private static Path folder(Project project) {
        return project.folder().resolve(Project.NETWORKS_NAME);
    }

    /** Keeps where an unfinished training stands, in place of what was kept before. */
    public static void writeCheckpoint(Project project, TrainingSummary training, TrainingState state) throws HasnasException {
        WeightsFiles.write(checkpoint(project, training), checkpoint(training.request(), state));
    }

    /** Where an unfinished training stands, as the bytes of a checkpoint. */
    public static byte[] checkpointBytes(TrainingRequest request, TrainingState state) {
        return WeightsFiles.bytes(checkpoint(request, state));
    }

    private static WeightsFile checkpoint(TrainingRequest request, TrainingState state) {
        Map<String, float[][]> arrays = new LinkedHashMap<>();
        WeightArrays.of(state.weights()).forEach((name, rows) -> arrays.put(NOW + name, rows));
        WeightArrays.of(state.best()).forEach((name, rows) -> arrays.put(BEST + name, rows));
        state.optimizer().forEach((name, rows) -> arrays.put(OPTIMIZER + name, rows));
        Map<String, String> notes = new LinkedHashMap<>();
        for (EpochResult epoch : state.epochs()) {
            notes.put(EPOCH + epoch.epoch(), epoch.trainingLoss() + " " + epoch.trainingAccuracy() + " " + epoch.validationAccuracy() + " "
                    + epoch.seconds());
        }
        notes.put(BEST_EPOCH, Integer.toString(state.bestEpoch()));
        return file(WeightsFile.Kind.CHECKPOINT, request, notes, arrays);
    }

    private static WeightsFile file(WeightsFile.Kind kind, TrainingRequest request, Map<String, String> notes, Map<String, float[][]> arrays) {
        return new WeightsFile(kind, request.template(), request.space(), request.architecture(), request.dataset(), notes, arrays);
    }

    /** The last checkpoint of a training; empty if it was interrupted in its first epoch. */
    public static Optional<TrainingState> readCheckpoint(Project project, TrainingSummary training) throws HasnasException {
        Path path = checkpoint(project, training);
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        WeightsFile file = WeightsFiles.read(path);
        if (!file.hash().text().equals(training.candidateHash()) || file.kind() != WeightsFile.Kind.CHECKPOINT) {
            throw new HasnasException(ErrorCode.BAD_DATA, path + " is no checkpoint of training " + training.id() + ". Move it away to train from the"
                    + " start.");
        }
        return Optional.of(state(file, path.toString()));
    }

    /**
     * Where an unfinished training stands.
     *
     * @param checkpoint as {@link #checkpointBytes} gives it
     * @param origin place of the bytes, for messages
     */
    public static TrainingState readCheckpoint(byte[] checkpoint, String origin) throws HasnasException {
        return state(WeightsFiles.read(checkpoint, origin), origin);
    }

    private static TrainingState state(WeightsFile file, String origin) throws HasnasException {
        try {
            List<EpochResult> epochs = new ArrayList<>();
            for (int epoch = 1; file.notes().containsKey(EPOCH + epoch); epoch++) {
                String[] numbers = file.notes().getOrDefault(EPOCH + epoch, "").split(" ", -1);
                epochs.add(new EpochResult(epoch, Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]), Double.parseDouble(numbers[2]),
                        Double.parseDouble(numbers[3])));
            }
            int bestEpoch = Integer.parseInt(file.notes().getOrDefault(BEST_EPOCH, ""));
            return new TrainingState(epochs, WeightArrays.read(file.network(), part(file, NOW)),
                    WeightArrays.read(file.network(), part(file, BEST)), bestEpoch, part(file, OPTIMIZER));
        } catch (IllegalArgumentException | IndexOutOfBoundsException damaged) {
            throw new HasnasException(ErrorCode.BAD_DATA, origin + " is no complete checkpoint: " + damaged.getMessage()
                    + ". Move it away to train from the start.", damaged);
        }
    }

    private static Map<String, float[][]> part(WeightsFile file, String prefix) {
        Map<String, float[][]> arrays = new LinkedHashMap<>();
        file.arrays().forEach((name, rows) -> {
            if (name.startsWith(prefix)) {
                arrays.put(name.substring(prefix.length()), rows);
            }
        });
        return arrays;
    }

    /** Removes the checkpoint of a training that needs none any more. */
    public static void deleteCheckpoint(Project project, TrainingSummary training) throws HasnasException {
        try {
            Files.deleteIfExists(checkpoint(project, training));
        } catch (IOException kept) {
            throw new HasnasException(ErrorCode.IO, checkpoint(project, training) + " can't be deleted: " + InputFile.reason(kept) + ".", kept);
        }
    }

    /** The kept weights of a finished training. */
    public static Weights readWeights(Project project, TrainingSummary training) throws HasnasException {
        Path path = weights(project, training);
        WeightsFile file = WeightsFiles.read(path);
        if (!file.hash().text().equals(training.candidateHash()) || file.kind() != WeightsFile.Kind.WEIGHTS) {
            throw new HasnasException(ErrorCode.BAD_DATA, path + " does not hold the weights of training " + training.id() + ".");
        }
        return WeightArrays.read(file.network(), file.arrays());
    }

    /** @param about what training gave these weights, for readers of the file */
    public static void writeWeights(Project project, TrainingSummary training, Weights weights, Map<String, String> about) throws HasnasException {
        WeightsFiles.write(weights(project, training), file(WeightsFile.Kind.WEIGHTS, training.request(), about, WeightArrays.of(weights)));
    }
}
