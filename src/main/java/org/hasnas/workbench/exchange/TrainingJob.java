package org.hasnas.workbench.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hasnas.data.ImageSet;
import org.hasnas.data.LabelledDataset;
import org.hasnas.document.AtomicFile;
import org.hasnas.document.Header;
import org.hasnas.document.JsonText;
import org.hasnas.document.NumpyFile;
import org.hasnas.document.TemporaryFolder;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.CandidateHash;
import org.hasnas.files.codec.TrainingRequestJson;
import org.hasnas.network.LinearLayer;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.hasnas.network.NetworkTemplate.InputKind;
import org.hasnas.network.plan.CellPlan.Connection;
import org.hasnas.network.plan.CellPlan.Node;
import org.hasnas.network.plan.ConvolutionChain;
import org.hasnas.network.plan.LifGroup;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.simulation.weights.WeightArrays;
import org.hasnas.simulation.weights.Weights;
import org.hasnas.training.Trainer;
import org.hasnas.training.model.TrainingRequest;
import org.hasnas.units.EnumNames;

/**
 * A folder with which PyTorch does a training elsewhere: scripts, which are the same for every network, and what they work on: {@code job.json} (the
 * training, the plan of its network), {@code start.npz} (first weights) and {@code images.npz}.
 */
final class TrainingJob {
    private static final Header HEADER = new Header("hasnas-training-job", 1);
    private static final String JOB = "job.json";
    private static final List<String> SCRIPTS = List.of("train.py", "network.py", "images.py", "README.md");

    private final TrainingRequest request;
    private final NetworkPlan plan;

    private TrainingJob(TrainingRequest request) {
        this.request = request;
        this.plan = NetworkPlan.of(request.network()); // what was learnt of neurons is with the weights
    }

    /**
     * Writes the folder.
     *
     * @param weights that the training begins with
     * @param about what the network is, by key
     * @param replace whether a folder that a job was written to before may be written to again
     * @throws HasnasException BAD_INPUT if the settings can't be followed elsewhere, or if there is another folder
     */
    static void write(TrainingRequest request, Weights weights, LabelledDataset dataset, Map<String, String> about, Path folder, boolean replace)
            throws HasnasException {
        if (request.settings().recipe().hasTeacher()) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "The training learns from training " + request.settings().recipe().teacher()
                    + ", the teacher, which a training job does not take along. Set teacher to 0 in the project's training settings.");
        }
        if (request.settings().recipe().knowsChip()) {
            throw new HasnasException(ErrorCode.BAD_INPUT,
                    "The training has a chip's devices and converters in its forward pass, which the script of a"
                            + " training job does not do. Set weight-noise and adc-step to 0 in the project's training settings.");
        }
        if (Files.exists(folder) && !(replace && Files.isRegularFile(folder.resolve(JOB)))) {
            throw new HasnasException(ErrorCode.BAD_INPUT, folder + " is there already" + (replace ? " and is no training job" : "")
                    + "; choose another name, or remove it.");
        }
        ObjectNode job = new TrainingJob(request).describe(dataset, about);
        Path parent = folder.toAbsolutePath().normalize().getParent();
        if (parent == null) {
            throw new HasnasException(ErrorCode.BAD_INPUT, folder + " is no folder that can be made; choose another name.");
        }
        try {
            Files.createDirectories(parent);
            try (TemporaryFolder temporary = TemporaryFolder.in(parent, folder.getFileName() + ".part-")) {
                Path whole = Files.createDirectory(temporary.path().resolve("job"));
                AtomicFile.write(whole.resolve(JOB), JsonText.pretty(job));
                Map<String, NumpyFile.Array> start = new LinkedHashMap<>();
                WeightArrays.of(weights).forEach((name, rows) -> start.put(name, NumpyFile.Array.of(rows)));
                NumpyFile.write(whole.resolve("start.npz"), start);
                NumpyFile.write(whole.resolve("images.npz"), images(request, dataset));
                for (String script : SCRIPTS) {
                    copy(script, whole);
                }
                if (Files.exists(folder)) {
                    try (Stream<Path> files = Files.list(whole)) {
                        for (Path file : files.toList()) {
                            Files.move(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                        }
                    }
                } else {
                    Files.move(whole, folder);
                }
            }
        } catch (IOException failed) {
            throw AtomicFile.unwritable(folder, 0, failed);
        }
    }

    private static void copy(String script, Path folder) throws IOException {
        try (InputStream content = TrainingJob.class.getResourceAsStream(script)) {
            if (content == null) {
                throw new FileNotFoundException(script + " is missing in the program");
            }
            Files.copy(content, folder.resolve(script));
        }
    }

    private static Map<String, NumpyFile.Array> images(TrainingRequest request, LabelledDataset dataset) {
        Map<String, NumpyFile.Array> arrays = new LinkedHashMap<>();
        Map.of("training", dataset.training(), "test", dataset.test()).forEach((name, set) -> {
            arrays.put(name + "_images", pixels(set));
            arrays.put(name + "_labels", NumpyFile.Array.of(List.of(set.size()), IntStream.range(0, set.size()).mapToLong(set::label).toArray()));
        });
        int[] held = Trainer.validationImages(request.settings(), dataset.training().size());
        arrays.put("validation", NumpyFile.Array.of(List.of(held.length), IntStream.of(held).asLongStream().toArray()));
        return arrays;
    }

    /** Of an image [channel][row][column]; of events [bin / 8][channel][row][column], bit {@code bin % 8} of each byte. */
    private static NumpyFile.Array pixels(ImageSet set) {
        ImageShape shape = set.shape();
        byte[] pixels = new byte[Math.toIntExact(set.bytes())];
        int each = ImageSet.bytesPerImage(shape, set.bins());
        for (int image = 0; image < set.size(); image++) {
            set.copyPixels(image, pixels, image * each);
        }
        List<Integer> sizes = new ArrayList<>(List.of(set.size(), shape.channels(), shape.height(), shape.width()));
        if (shape.kind() == InputKind.EVENTS) {
            sizes.add(1, each / shape.size());
        }
        return NumpyFile.Array.of(sizes, pixels);
    }

    private ObjectNode describe(LabelledDataset dataset, Map<String, String> about) {
        ObjectNode job = HEADER.start();
        about.forEach(job.putObject("about")::put);
        job.put("hash", CandidateHash.of(request.template(), request.space(), request.architecture()).text());
        job.set("request", TrainingRequestJson.tree(request));
        job.put("augment", EnumNames.of(request.settings().augment().of(dataset.training().shape())));
        ImageSet.Normalization normalization = dataset.training().normalization();
        ObjectNode pixels = job.putObject("normalization").put("scale", normalization.scale());
        ArrayNode mean = pixels.putArray("mean");
        ArrayNode deviation = pixels.putArray("deviation");
        for (int channel = 0; channel < normalization.mean().length; channel++) {
            mean.add(normalization.mean()[channel]);
            deviation.add(normalization.deviation()[channel]);
        }
        if (dataset.training().shape().kind() == InputKind.EVENTS) {
            job.put("bins", dataset.training().bins());
        }
        describePlan(job.putObject("plan"));
        return job;
    }

    private void describePlan(ObjectNode tree) {
        int steps = request.network().template().timeSteps(); // the design may choose them
        tree.put("timeSteps", steps).put("blockSteps", plan.stepsPerBlock()).put("normSets", plan.stepsPerBlock() == 1 ? steps : 1)
                .put("classes", request.template().classes()).put("dropout", request.template().dropoutProbability());
        tree.set("stem", chain(plan.stem()));
        ArrayNode stages = tree.putArray("stages");
        for (NetworkPlan.Stage stage : plan.stages()) {
            ObjectNode part = stages.addObject();
            stage.reduction().ifPresentOrElse(reduction -> part.set("reduction", chain(reduction)), () -> part.putNull("reduction"));
            ArrayNode cells = part.putArray("cells");
            stage.cells().forEach(cell -> {
                ArrayNode nodes = cells.addArray();
                for (Node node : cell.nodes()) {
                    ObjectNode one = nodes.addObject();
                    ArrayNode forward = one.putArray("forward");
                    node.forward().forEach(edge -> forward.add(edge(edge, cell.convolutions())));
                    ArrayNode backward = one.putArray("backward");
                    node.backward().forEach(edge -> backward.add(edge(edge, cell.convolutions())));
                    ArrayNode neurons = one.putArray("neurons");
                    node.neurons().forEach(group -> neurons.add(neurons(group)));
                }
            });
            part.putObject("exit").put("norm", stage.exit().norm().name()).set("neurons", neurons(stage.exit().neurons()));
        }
        NetworkPlan.Classifier classifier = plan.classifier();
        ObjectNode last = tree.putObject("classifier").put("pool", classifier.pool());
        classifier.hidden().ifPresentOrElse(
                hidden -> last.set("hidden", linear(hidden.layer()).set("neurons", neurons(hidden.neurons()))), () -> last.putNull("hidden"));
        last.set("output", linear(classifier.output()));
    }

    private static ObjectNode chain(ConvolutionChain chain) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        ArrayNode layers = tree.putArray("layers");
        chain.layers().forEach(layer -> layers.addObject().put("name", layer.name()).put("inChannels", layer.inChannels())
                .put("outChannels", layer.outChannels()).put("kernel", layer.kernelSize()).put("stride", layer.stride())
                .put("depthwise", layer.depthwise()));
        return tree.put("norm", chain.norm().name()).put("pool", chain.pool());
    }

    private static ObjectNode edge(Connection connection, List<ConvolutionChain> convolutions) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode().put("source", connection.edge().source());
        return switch (connection) {
            case Connection.Skip _ -> tree.put("operation", "skip");
            case Connection.AveragePool pool -> tree.put("operation", "average-pool").put("kernel", pool.kernelSize());
            case Connection.MaxPool pool -> tree.put("operation", "max-pool").put("kernel", pool.kernelSize());
            case Connection.Convolve convolve -> tree.put("operation", "convolution").put("neurons", convolve.neurons())
                    .set("convolution", chain(convolutions.get(convolve.convolution())));
        };
    }

    private static ObjectNode neurons(LifGroup group) {
        ObjectNode tree =
                JsonNodeFactory.instance.objectNode().put("tauSteps", group.parameters().tauSteps()).put("threshold", group.parameters().vThreshold())
                        .put("size", group.shape().size()).put("channels", group.shape().channels());
        group.names().forEach(tree.putArray("names")::add);
        return tree;
    }

    private static ObjectNode linear(LinearLayer layer) {
        return JsonNodeFactory.instance.objectNode().put("name", layer.name()).put("inFeatures", layer.inFeatures()).put("outFeatures",
                layer.outFeatures());
    }
}
