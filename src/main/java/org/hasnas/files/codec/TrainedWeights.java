package org.hasnas.files.codec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hasnas.document.Fields;
import org.hasnas.document.Header;
import org.hasnas.document.JsonText;
import org.hasnas.document.NumpyFile;
import org.hasnas.document.Source;
import org.hasnas.document.Value;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.simulation.weights.WeightArrays;
import org.hasnas.simulation.weights.Weights;
import org.hasnas.training.model.EpochResult;
import org.hasnas.training.model.TrainingRequest;

/**
 * What a training job brings back: a {@code .npz} of the weights' arrays by their names here, {@code about} (JSON as bytes), and for each layer of
 * neurons {@code spikes/LAYER}, the spikes of some images as bits.
 *
 * @param request the training that was done
 * @param epochs its results, at least one
 * @param keptEpoch whose weights these are
 * @param madeWith the program that trained, with its version
 * @param heldOutRight right answers of {@code heldOutImages}
 * @param spikes by layer, [image, time step, byte], the first neuron in the highest bit
 */
public record TrainedWeights(TrainingRequest request, Weights weights, List<EpochResult> epochs, int keptEpoch, String madeWith, int heldOutRight,
        int heldOutImages, Map<String, NumpyFile.Array> spikes) {
    private static final Header HEADER = new Header("hasnas-trained-weights", 1);
    private static final List<String> KEYS = List.of("request", "hash", "made-with", "epochs", "best-epoch", "held-out");
    private static final String ABOUT = "about";
    private static final String SPIKES = "spikes/";

    public TrainedWeights {
        epochs = List.copyOf(epochs);
        spikes = Map.copyOf(spikes);
    }

    /**
     * Reads a file.
     *
     * @throws HasnasException BAD_DATA with the reason if it is none, or if its design, hash and arrays do not fit together
     */
    public static TrainedWeights read(Path file) throws HasnasException {
        Map<String, NumpyFile.Array> arrays = new LinkedHashMap<>(NumpyFile.read(file));
        NumpyFile.Array about = arrays.remove(ABOUT);
        if (about == null) {
            throw new HasnasException(ErrorCode.BAD_DATA, file + " has no array '" + ABOUT + "': it was not written by the train.py of a training"
                    + " job, or is cut off. Export one with: hasnas export PROJECT --format training-job");
        }
        Source source = new Source(file + ", " + ABOUT, Source.Kind.JSON);
        Fields fields = HEADER.fields(JsonText.parse(source, "trained weights", bytes(file, ABOUT, about)), KEYS);
        TrainingRequest request = TrainingRequestJson.read(fields.value("request"));
        String hash = CandidateHash.of(request.template(), request.space(), request.architecture()).text();
        if (!fields.text("hash").equals(hash)) {
            throw fields.problem("hash", "the design was changed after the job was exported: it has the hash " + hash
                    + ". Export a job of that design, and train it");
        }
        List<EpochResult> epochs = new ArrayList<>();
        for (Value item : fields.items("epochs")) {
            Fields epoch = item.fields(List.of("epoch", "training-loss", "training-accuracy", "validation-accuracy", "seconds"));
            epochs.add(new EpochResult(epoch.integer("epoch", epochs.size() + 1, epochs.size() + 1), epoch.number("training-loss"),
                    epoch.number("training-accuracy"), epoch.number("validation-accuracy"), epoch.number("seconds")));
        }
        int kept = fields.integer("best-epoch", 1, Math.max(1, epochs.size()));
        Fields held = fields.fields("held-out", List.of("part", "images", "right"));
        int images = held.integer("images", 1, Integer.MAX_VALUE);
        int right = held.integer("right", 0, images);
        Map<String, NumpyFile.Array> spikes = new LinkedHashMap<>();
        Map<String, float[][]> matrices = new LinkedHashMap<>();
        for (Map.Entry<String, NumpyFile.Array> array : arrays.entrySet()) {
            if (array.getKey().startsWith(SPIKES)) {
                bytes(file, array.getKey(), array.getValue());
                spikes.put(array.getKey().substring(SPIKES.length()), array.getValue());
            } else {
                matrices.put(array.getKey(), matrix(file, array.getKey(), array.getValue()));
            }
        }
        try {
            return new TrainedWeights(request, WeightArrays.read(request.network(), matrices), epochs, kept, fields.text("made-with"), right, images,
                    spikes);
        } catch (IllegalArgumentException unfit) {
            throw new HasnasException(ErrorCode.BAD_DATA, file + ": these are not the weights of design " + request.architecture().text() + ": "
                    + unfit.getMessage() + ".", unfit);
        }
    }

    /**
     * Which neurons of a layer were recorded to spike.
     *
     * @param images that must have been recorded
     * @throws HasnasException BAD_DATA if the layer was not recorded, or for other images or time steps
     */
    public BitSet fired(String layer, int image, int step, int images) throws HasnasException {
        NumpyFile.Array recorded = spikes.get(layer);
        int steps = request.network().template().timeSteps();
        if (recorded == null || recorded.shape().size() != 3 || !recorded.shape().subList(0, 2).equals(List.of(images, steps))) {
            throw new HasnasException(ErrorCode.BAD_DATA, "The file has no spikes of layer " + layer + " for " + images + " images and " + steps
                    + " time steps: it was not written by the train.py of this job, or is cut off.");
        }
        int length = recorded.shape().getLast();
        BitSet fired = new BitSet();
        byte[] bits = recorded.bytes();
        for (int neuron = 0; neuron < length * Byte.SIZE; neuron++) {
            int word = bits[(image * steps + step) * length + neuron / Byte.SIZE];
            fired.set(neuron, (word >> (Byte.SIZE - 1 - neuron % Byte.SIZE) & 1) == 1);
        }
        return fired;
    }

    private static byte[] bytes(Path file, String name, NumpyFile.Array array) throws HasnasException {
        try {
            return array.bytes();
        } catch (IllegalArgumentException unfit) {
            throw unfit(file, name, unfit);
        }
    }

    private static float[][] matrix(Path file, String name, NumpyFile.Array array) throws HasnasException {
        try {
            float[][] rows = array.rows();
            for (float[] row : rows) {
                for (float value : row) {
                    if (!Float.isFinite(value) && !name.endsWith(".neuron")) {
                        throw new IllegalArgumentException("has a value that is no finite number");
                    }
                }
            }
            return rows;
        } catch (IllegalArgumentException unfit) {
            throw unfit(file, name, unfit);
        }
    }

    private static HasnasException unfit(Path file, String name, IllegalArgumentException why) {
        return new HasnasException(ErrorCode.BAD_DATA, file + ": the array '" + name + "' " + why.getMessage() + ".", why);
    }
}
