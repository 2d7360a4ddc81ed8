package org.hasnas.cli.chip;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hasnas.chip.inference.model.ChipAccuracyRequest;
import org.hasnas.chip.inference.model.ChipConditions.AdcRange;
import org.hasnas.chip.inference.model.ChipConditions.Compensation;
import org.hasnas.chip.inference.model.ChipImages;
import org.hasnas.chip.inference.model.ChipParameter;
import org.hasnas.chip.inference.model.ChipSweep;
import org.hasnas.chip.inference.model.ChipWeights;
import org.hasnas.cli.option.Options;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.units.EnumNames;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for a measurement on a simulated chip: its conditions, images and sets of devices. */
public final class ChipAccuracyOptions {
    private static final int USUAL_SEEDS = 5;

    @Option(names = "--hardware", paramLabel = "PROFILE", description = "Chip: neurosim-22nm-rram (default), neurosim-32nm-rram, neurosim-45nm-rram,"
            + " spikesim-like-65nm or a profile file.")
    private String profile = "neurosim-22nm-rram";

    @Option(names = "--devices", paramLabel = "D", description = "Published device whose statistics the cells have (see hasnas devices), or a file"
            + " of one; conditions come on top of it. Default: that of the profile, else of the project if it has the same chip, else none.")
    private String devices = "";

    @Option(names = "--conditions", paramLabel = "C", description = "Conditions that differ from the usual ones, such as 'sigma=0.05,age=86400':"
            + " adc-bits (default: the profile's), adc-offset, adc-noise (in codes, 0), adc-gain (error of the gain, 0), sigma (deviation of ln G, 0.014), read-noise (0.005), stuck-at, stuck-on, stuck-off (0),"
            + " drift-rate (0.0018), age (s after programming, 1), wire-ohm (per cell, 0), gated (1: cells of rows that are off are open; 0).")
    private @Nullable String conditions;

    @Option(names = "--ideal", description = "Start from perfect devices and converters that reach every sum.")
    private boolean ideal;

    @Option(names = "--adc-range", paramLabel = "R", description = "Reach of the converters: calibrated (least error on training images; default)"
            + " or full.")
    private @Nullable String adcRange;

    @Option(names = "--compensation", paramLabel = "C", description = "What is done about errors that many cells have in common, such as drift"
            + " and loss in wires: none (default), array-gain or column-gain (the converters' reference follows the current of each array, or column,"
            + " with all rows on), column-line (gain and offset of each column), spare-columns (the same, and X/16 spare columns in each array take the"
            + " place of the worst), batch-norm (the same, and batch norm constants of the die from training images),"
            + " row-order (the same, and each row of weights goes to the word line whose cells fit it), last-layer (the same, and the last layer is trained"
            + " for the die).")
    private @Nullable String compensation;

    @Option(names = "--sweep", paramLabel = "S", description = "A condition and its values: adc-bits=3..8, sigma=0,0.05,0.1 or wire-ohm=0..2:0.5.")
    private @Nullable String sweep;

    @Option(names = "--images", paramLabel = "M", description = "Images on the chip, from the first; default: all.")
    private int images;

    @Option(names = "--seeds", paramLabel = "N", description = "Sets of devices; default: 5.")
    private @Nullable Integer seeds;

    public int seeds() {
        return seeds == null ? USUAL_SEEDS : seeds;
    }

    /** Whether sets of devices were asked for. */
    boolean hasSeeds() {
        return seeds != null;
    }

    /** An error if something that was given is wrong. */
    public void check() throws HasnasException {
        request(new ChipWeights.OfTraining(1), ChipImages.HELD_OUT, 1, 1);
    }

    /**
     * What is to be measured.
     *
     * @param weights of the trained network
     * @param firstSeed of the first set of devices
     */
    public ChipAccuracyRequest request(ChipWeights weights, ChipImages part, long firstSeed, int threads) throws HasnasException {
        if (images < 0) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--images must be at least 1, was " + images);
        }
        return new ChipAccuracyRequest(weights, profile, ideal, choice("--adc-range", adcRange, AdcRange.values()),
                choice("--compensation", compensation, Compensation.values()), settings(), sweep(), part, images,
                Options.atLeastOne("--seeds", seeds()), firstSeed, threads).withDevices(devices);
    }

    static <E extends Enum<E>> Optional<E> choice(String option, @Nullable String text, E[] values) throws HasnasException {
        if (text == null) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(values).filter(value -> EnumNames.of(value).equals(text.toLowerCase(Locale.ROOT))).findFirst()
                .orElseThrow(() -> new HasnasException(ErrorCode.BAD_INPUT, option + ": '" + text + "' is not one of "
                        + Arrays.stream(values).map(EnumNames::of).collect(Collectors.joining(", ")))));
    }

    private Map<ChipParameter, Double> settings() throws HasnasException {
        Map<ChipParameter, Double> settings = new EnumMap<>(ChipParameter.class);
        String text = conditions;
        if (text != null) {
            for (String item : text.split(",", -1)) {
                int equals = item.indexOf('=');
                if (equals < 0) {
                    throw new HasnasException(ErrorCode.BAD_INPUT, "--conditions: '" + item.strip() + "' is not understood; write NAME=VALUE,"
                            + " for example sigma=0.05");
                }
                settings.put(parameter("--conditions", item.substring(0, equals)), number("--conditions", item.substring(equals + 1)));
            }
        }
        return settings;
    }

    public Optional<ChipSweep> sweep() throws HasnasException {
        String text = sweep;
        if (text == null) {
            return Optional.empty();
        }
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--sweep: '" + text + "' is not understood; write NAME=VALUES, for example adc-bits=3..8");
        }
        ChipParameter parameter = parameter("--sweep", text.substring(0, equals));
        try {
            return Optional.of(ChipSweep.parse(parameter, text.substring(equals + 1)));
        } catch (IllegalArgumentException e) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--sweep: " + e.getMessage(), e);
        }
    }

    private static ChipParameter parameter(String option, String name) throws HasnasException {
        return ChipParameter.byLabel(name.strip().toLowerCase(Locale.ROOT)).orElseThrow(() -> new HasnasException(ErrorCode.BAD_INPUT,
                option + ": there is no condition '" + name.strip() + "'; there are "
                        + Arrays.stream(ChipParameter.values()).map(ChipParameter::label).collect(Collectors.joining(", "))));
    }

    private static double number(String option, String text) throws HasnasException {
        try {
            double value = Double.parseDouble(text.strip());
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        throw new HasnasException(ErrorCode.BAD_INPUT, option + ": '" + text.strip() + "' is no number");
    }
}
