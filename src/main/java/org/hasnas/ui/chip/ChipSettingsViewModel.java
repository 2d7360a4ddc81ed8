package org.hasnas.ui.chip;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.hasnas.chip.inference.model.ChipAccuracyRequest;
import org.hasnas.chip.inference.model.ChipConditions;
import org.hasnas.chip.inference.model.ChipConditions.Compensation;
import org.hasnas.chip.inference.model.ChipImages;
import org.hasnas.chip.inference.model.ChipParameter;
import org.hasnas.chip.inference.model.ChipSweep;
import org.hasnas.chip.inference.model.ChipWeights;
import org.hasnas.chip.model.DeviceStatistics;
import org.hasnas.ui.form.DecimalEntry;
import org.hasnas.ui.form.NumberEntry;
import org.hasnas.ui.fx.Texts;

/** On which chip, under which conditions and with how many devices and images the next measurement is made. */
public final class ChipSettingsViewModel {
    private static final String FIRST_PROFILE = "neurosim-22nm-rram";
    private static final int MAX_IMAGES = 1_000_000;
    private static final int MAX_SEEDS = 1000;
    private static final int FIRST_IMAGES = 100;
    private static final int FIRST_SEEDS = 3;
    /** For the allowed range of a value only: which resolution it is checked with makes no difference. */
    private static final ChipConditions ANY = ChipConditions.typical(5);

    private final Texts texts;
    private final StringProperty profile = new SimpleStringProperty(this, "profile", FIRST_PROFILE);
    private final ObjectProperty<DeviceStatistics> devices = new SimpleObjectProperty<>(this, "devices", DeviceStatistics.NONE);
    private final BooleanProperty ideal = new SimpleBooleanProperty(this, "ideal");
    private final ObjectProperty<Compensation> compensation = new SimpleObjectProperty<>(this, "compensation", Compensation.NONE);
    private final ObjectProperty<Optional<ChipParameter>> sweepParameter = new SimpleObjectProperty<>(this, "sweepParameter",
            Optional.of(ChipParameter.ADC_BITS));
    private final StringProperty sweepValues = new SimpleStringProperty(this, "sweepValues", usualValues(ChipParameter.ADC_BITS));
    private final ReadOnlyStringWrapper sweepProblem = new ReadOnlyStringWrapper(this, "sweepProblem", "");
    private final Map<ChipParameter, DecimalEntry> conditions = new EnumMap<>(ChipParameter.class);
    private final ObjectProperty<Optional<Path>> die = new SimpleObjectProperty<>(this, "die", Optional.empty());
    private final NumberEntry images;
    private final NumberEntry seeds;

    ChipSettingsViewModel(Texts texts) {
        this.texts = texts;
        for (ChipParameter parameter : ChipParameter.values()) {
            conditions.put(parameter, new DecimalEntry(texts.condition(parameter), "", true, value -> parameter.set(ANY, value), texts));
        }
        images = new NumberEntry(texts.get("chip.images"), 0, MAX_IMAGES, FIRST_IMAGES, texts);
        seeds = new NumberEntry(texts.get("chip.seeds"), 1, MAX_SEEDS, FIRST_SEEDS, texts);
        sweepParameter.subscribe((before, now) -> {
            now.ifPresent(parameter -> sweepValues.set(usualValues(parameter)));
            checkSweep();
        });
        sweepValues.subscribe(now -> checkSweep());
        die.subscribe(now -> now.ifPresent(folder -> sweepParameter.set(Optional.empty())));
    }

    private static String usualValues(ChipParameter parameter) {
        return switch (parameter) {
            case ADC_BITS -> "3..8";
            case ADC_OFFSET, ADC_NOISE -> "0,0.25,0.5,1";
            case ADC_GAIN -> "0,0.01,0.02,0.05";
            case SIGMA -> "0,0.02,0.05,0.1";
            case READ_NOISE -> "0,0.01,0.02,0.05";
            case STUCK_AT, STUCK_ON, STUCK_OFF -> "0,0.001,0.01,0.05";
            case DRIFT_RATE -> "0,0.002,0.01,0.05";
            case AGE -> "1,3600,86400,2592000";
            case WIRE_OHM -> "0,0.5,1,2";
            case GATED -> "0,1";
        };
    }

    /** Name of a profile of the program. */
    public StringProperty profileProperty() {
        return profile;
    }

    /** The published device that the cells are; {@link DeviceStatistics#NONE} for those of the chip. */
    public ObjectProperty<DeviceStatistics> devicesProperty() {
        return devices;
    }

    /** Whether devices and converters are perfect where no condition says otherwise. */
    public BooleanProperty idealProperty() {
        return ideal;
    }

    /** What is done about errors that many cells have in common. */
    public ObjectProperty<Compensation> compensationProperty() {
        return compensation;
    }

    /** Folder of conductances measured on one die; with one point and without a compensation, all compensations are tried on it. */
    public ObjectProperty<Optional<Path>> dieProperty() {
        return die;
    }

    /** The condition that takes several values; empty for a single point. */
    public ObjectProperty<Optional<ChipParameter>> sweepParameterProperty() {
        return sweepParameter;
    }

    /** As in the command line: 3..8, 0..2:0.5 or 0,0.05,0.1. */
    public StringProperty sweepValuesProperty() {
        return sweepValues;
    }

    public ReadOnlyStringProperty sweepProblemProperty() {
        return sweepProblem.getReadOnlyProperty();
    }

    /** A condition that may be set; empty means the usual value. */
    public DecimalEntry condition(ChipParameter parameter) {
        DecimalEntry entry = conditions.get(parameter);
        if (entry == null) {
            throw new IllegalStateException("there is an entry for every parameter");
        }
        return entry;
    }

    /** What a condition is where it is not set; empty where the profile says so. */
    public OptionalDouble usual(ChipParameter parameter) {
        return parameter == ChipParameter.ADC_BITS ? OptionalDouble.empty()
                : OptionalDouble.of(parameter.of(ideal.get() ? ChipConditions.ideal(ANY.converters().bits())
                        : ChipConditions.of(devices.get(), ANY.converters().bits())));
    }

    /** 0 for all. */
    public NumberEntry images() {
        return images;
    }

    public NumberEntry seeds() {
        return seeds;
    }

    /** What is wrong with each of the entries, empty where nothing is. */
    public List<ReadOnlyStringProperty> problemProperties() {
        return Stream.concat(Stream.of(sweepProblemProperty(), images.problemProperty(), seeds.problemProperty()),
                conditions.values().stream().map(DecimalEntry::problemProperty)).toList();
    }

    /** The sentences about all entries that are wrong. */
    public List<String> problems() {
        return problemProperties().stream().map(ReadOnlyStringProperty::get).filter(problem -> !problem.isEmpty()).toList();
    }

    private void checkSweep() {
        try {
            sweep().ifPresent(sweep -> sweep.values().forEach(value -> sweep.parameter().set(ANY, value)));
            sweepProblem.set("");
        } catch (IllegalArgumentException refused) {
            sweepProblem.set(texts.get("chip.sweep.problem", String.valueOf(refused.getMessage())));
        }
    }

    private Optional<ChipSweep> sweep() {
        return sweepParameter.get().map(parameter -> ChipSweep.parse(parameter, sweepValues.get()));
    }

    private Map<ChipParameter, Double> set() {
        Map<ChipParameter, Double> set = new EnumMap<>(ChipParameter.class);
        conditions.forEach((parameter, entry) -> entry.value().ifPresent(value -> set.put(parameter, value)));
        return set;
    }

    /** The request as entered; empty if something is wrong. */
    Optional<ChipAccuracyRequest> request(ChipWeights weights, int threads) {
        if (!problems().isEmpty()) {
            return Optional.empty();
        }
        int sets = (int) seeds.value().orElseThrow();
        Optional<Compensation> wanted = Optional.of(compensation.get()).filter(chosen -> die.get().isEmpty() || chosen != Compensation.NONE);
        ChipAccuracyRequest request = new ChipAccuracyRequest(weights, profile.get(), ideal.get(), Optional.empty(),
                wanted, set(), sweep(), ChipImages.HELD_OUT, (int) images.value().orElseThrow(), sets, 1, threads)
                .withDevices(devices.get().id());
        return Optional.of(die.get().map(folder -> request.onDie(folder, sets)).orElse(request));
    }
}
