package org.hasnas.network;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hasnas.network.NetworkTemplate.BatchNormStatistics;
import org.hasnas.network.NetworkTemplate.CellSharing;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.hasnas.network.NetworkTemplate.Stage;

/**
 * The macro-architectures that come with the program, each with the search space and the images it was made for; with
 * {@link NetworkTemplate#fittedTo} it takes others.
 */
public final class NetworkTemplates {
    /** What the name of a preset gets at its end when something else than images and classes is changed. */
    public static final String CUSTOM_SUFFIX = "-custom";

    private static final ImageShape CIFAR = new ImageShape(3, 32, 32);

    /** A template and the search space it is published with. */
    public record Preset(NetworkTemplate template, SearchSpace space, String source) {
        public String name() {
            return template.name();
        }
    }

    /** SNASNet's published CIFAR-10 model: ratio 2, final pool 4. */
    public static final Preset SNASNET_CIFAR10 = snasnet("snasnet-cifar10", CIFAR, 10, 1, 256, 4, 10);
    /** SNASNet's published CIFAR-100 model: ratio 1, final pool 2. */
    public static final Preset SNASNET_CIFAR100 = snasnet("snasnet-cifar100", CIFAR, 100, 1, 128, 2, 5);
    /** SNASNet's Tiny-ImageNet model: ratio 1, stem stride 2. */
    public static final Preset SNASNET_TINYIMAGENET = snasnet("snasnet-tinyimagenet", new ImageShape(3, 64, 64), 200, 2, 128, 2, 5);

    public static final Preset SPIKENAS_BENCH_CIFAR10 = spikenasBench("spikenas-bench-cifar10", CIFAR, 10, 1, 1024, 10);
    public static final Preset SPIKENAS_BENCH_CIFAR100 = spikenasBench("spikenas-bench-cifar100", CIFAR, 100, 1, 1024, 5);
    /** Stem stride and hidden layer are not published; these give the parameters that its table has. */
    public static final Preset SPIKENAS_BENCH_TINYIMAGENET = spikenasBench("spikenas-bench-tinyimagenet", new ImageShape(3, 64, 64), 200, 2, 4096, 5);
    /** Those whose networks SpikeNAS-Bench has trained. */
    public static final List<Preset> SPIKENAS_BENCH = List.of(SPIKENAS_BENCH_CIFAR10, SPIKENAS_BENCH_CIFAR100, SPIKENAS_BENCH_TINYIMAGENET);

    /**
     * Ours: with 96 channels and no hidden layer even the largest cell (six conv3x3) stays under 4e6 parameters with the classifier counted,
     * which no network of SNASNet's template does. Final pool and classifier were chosen by short trainings on CIFAR-10, at a quarter of the
     * width.
     */
    public static final Preset HASNAS_CIFAR10 = new Preset(
            template("hasnas-cifar10", CIFAR, 10, 1, 96, 4, 0, 10, 5, BatchNormStatistics.PER_TIME_STEP),
            SearchSpaces.SNASNET, "this program");
    /** Ours, for 100 classes. A final pool of 4 without hidden layer would put the largest cell over 4e6 parameters. */
    public static final Preset HASNAS_CIFAR100 = new Preset(
            template("hasnas-cifar100", CIFAR, 100, 1, 96, 8, 768, 5, 5, BatchNormStatistics.PER_TIME_STEP),
            SearchSpaces.SNASNET, "this program");

    /** Ours, for the embedded UCI handwritten digits. */
    public static final Preset DIGITS = new Preset(
            template("digits", new ImageShape(1, 8, 8), 10, 1, 16, 2, 64, 10, 4, BatchNormStatistics.PER_TIME_STEP),
            SearchSpaces.SNASNET, "this program");

    /**
     * Ours, for Fashion-MNIST and others of 28x28: maps of 14x14 and 7x7, at most 100 000 parameters with three conv3x3 in the cell.
     */
    public static final Preset FASHION_MNIST = new Preset(
            new NetworkTemplate("fashion-mnist", new ImageShape(1, 28, 28), 10, 2, List.of(new Stage(24, 1), new Stage(48, 1)),
                    CellSharing.SHARED, 2, 0, 2, 0.1, 2, LifParameters.SNASNET, BatchNormStatistics.PER_TIME_STEP, 8),
            SearchSpaces.SNASNET, "this program");

    /** Those named "ours". */
    public static final List<Preset> OWN = List.of(DIGITS, FASHION_MNIST, HASNAS_CIFAR10, HASNAS_CIFAR100);

    public static final List<Preset> ALL = List.of(DIGITS, FASHION_MNIST, HASNAS_CIFAR10, HASNAS_CIFAR100, SNASNET_CIFAR10, SNASNET_CIFAR100,
            SNASNET_TINYIMAGENET, SPIKENAS_BENCH_CIFAR10, SPIKENAS_BENCH_CIFAR100, SPIKENAS_BENCH_TINYIMAGENET);

    private NetworkTemplates() {}

    public static Optional<Preset> byName(String name) {
        return ALL.stream().filter(preset -> preset.name().equals(name)).findFirst();
    }

    /** The names of the presets that can be fitted to images. */
    public static List<String> fitting(ImageShape images) {
        return ALL.stream().filter(preset -> preset.template().fits(images)).map(Preset::name).toList();
    }

    /** Of this program's own presets that can be fitted to images, the one made for those most like them: by size, then by classes. */
    public static Optional<Preset> nearest(ImageShape images, int classes) {
        return OWN.stream().filter(preset -> preset.template().fits(images)).min(Comparator
                .comparingDouble((Preset preset) -> ratio(preset.template().input().size(), images.size()))
                .thenComparingDouble(preset -> ratio(preset.template().classes(), classes)));
    }

    private static double ratio(double one, double other) {
        return Math.abs(Math.log(one / other));
    }

    /** A template fitted to images; a preset that is fitted to others anew, as if it had not been. */
    public static NetworkTemplate fitted(NetworkTemplate template, ImageShape images, int classes) {
        return ALL.stream().map(Preset::template).filter(made -> made.fits(template.input()))
                .filter(made -> made.fittedTo(template.input(), template.classes()).equals(template)).findFirst().orElse(template)
                .fittedTo(images, classes);
    }

    /** How a preset was fitted to other images than it was made for, as a sentence for the user; empty if it was not. */
    public static Optional<String> fit(NetworkTemplate template) {
        return ALL.stream().map(Preset::template)
                .filter(made -> template.name().equals(made.name()) || template.name().equals(made.name() + CUSTOM_SUFFIX))
                .filter(made -> !made.input().equals(template.input()) || made.classes() != template.classes()).findFirst()
                .map(made -> template.name() + " fitted to " + template.input() + ", " + template.classes() + " classes: "
                        + template.maps(made.finalPool()));
    }

    private static Preset snasnet(String name, ImageShape input, int classes, int stemStride, int width, int finalPool, int votersPerClass) {
        return new Preset(template(name, input, classes, stemStride, width, finalPool, 1024, votersPerClass, 5,
                BatchNormStatistics.PER_TIME_STEP), SearchSpaces.SNASNET, "SNASNet, Kim et al., ECCV 2022, arXiv 2201.10355, public code");
    }

    private static Preset spikenasBench(String name, ImageShape input, int classes, int stemStride, int hiddenWidth, int votersPerClass) {
        return new Preset(template(name, input, classes, stemStride, 128, 2, hiddenWidth, votersPerClass, 5, BatchNormStatistics.OVER_TIME_STEPS),
                SearchSpaces.SPIKENAS_BENCH, "SpikeNAS-Bench, IEEE TAI 2025, doi 10.1109/TAI.2025.3534136");
    }

    private static NetworkTemplate template(String name, ImageShape input, int classes, int stemStride, int width, int finalPool,
            int hiddenWidth, int votersPerClass, int timeSteps, BatchNormStatistics batchNorm) {
        return new NetworkTemplate(name, input, classes, stemStride, List.of(new Stage(width, 1), new Stage(2 * width, 1)),
                CellSharing.SHARED, finalPool, hiddenWidth, votersPerClass, 0.5, timeSteps, LifParameters.SNASNET, batchNorm, 8);
    }
}
