package org.hasnas.cli.option;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.hasnas.checks.model.ScoreBenchmark.Half;
import org.hasnas.checks.model.VerificationKind;
import org.hasnas.chip.model.CellDevice;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.HardwareProfile.WeightCoding;
import org.hasnas.data.model.DatasetReference.Format;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.NetworkTemplates.Preset;
import org.hasnas.network.SearchSpace;
import org.hasnas.network.SearchSpaces;
import org.hasnas.score.model.ScoreId;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.training.model.OptimizerId;
import org.hasnas.training.model.SurrogateId;
import org.hasnas.units.EnumNames;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Words of the command line to values; an unknown word names the known ones. */
public final class Converters {
    private Converters() {}

    private static <E extends Enum<E>> E constant(Class<E> type, String text, String thing) {
        String wanted = text.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
        List<E> constants = Arrays.asList(type.getEnumConstants());
        return constants.stream().filter(constant -> EnumNames.of(constant).replace("-", "").equals(wanted)).findFirst()
                .orElseThrow(() -> unknown(thing, text, constants.stream().map(EnumNames::of).toList()));
    }

    private static TypeConversionException unknown(String thing, String text, List<String> known) {
        return new TypeConversionException("there is no " + thing + " '" + text + "'; known: " + String.join(", ", known));
    }

    public static final class OfPreset implements ITypeConverter<Preset> {
        @Override
        public Preset convert(String text) {
            return NetworkTemplates.byName(text)
                    .orElseThrow(() -> unknown("preset", text, NetworkTemplates.ALL.stream().map(Preset::name).toList()));
        }
    }

    public static final class OfSpace implements ITypeConverter<SearchSpace> {
        @Override
        public SearchSpace convert(String text) {
            return SearchSpaces.byName(text)
                    .orElseThrow(() -> unknown("search space", text, SearchSpaces.ALL.stream().map(SearchSpace::name).toList()));
        }
    }

    static final class OfModel implements ITypeConverter<CostModelId> {
        @Override
        public CostModelId convert(String text) {
            return CostModelId.byLabel(text)
                    .orElseThrow(() -> unknown("cost model", text, Arrays.stream(CostModelId.values()).map(CostModelId::label).toList()));
        }
    }

    public static final class OfOptimizer implements ITypeConverter<OptimizerId> {
        @Override
        public OptimizerId convert(String text) {
            return constant(OptimizerId.class, text, "optimizer");
        }
    }

    public static final class OfSurrogate implements ITypeConverter<SurrogateId> {
        @Override
        public SurrogateId convert(String text) {
            return constant(SurrogateId.class, text, "surrogate gradient");
        }
    }

    public static final class OfAlgorithm implements ITypeConverter<SearchAlgorithmId> {
        @Override
        public SearchAlgorithmId convert(String text) {
            return SearchAlgorithmId.byLabel(text).orElseThrow(() -> unknown("search algorithm", text,
                    Arrays.stream(SearchAlgorithmId.values()).map(SearchAlgorithmId::label).collect(Collectors.toList())));
        }
    }

    public static final class OfScore implements ITypeConverter<ScoreId> {
        @Override
        public ScoreId convert(String text) {
            return ScoreId.byLabel(text).orElseThrow(() -> unknown("score", text, Arrays.stream(ScoreId.values()).map(ScoreId::label).toList()));
        }
    }

    static final class OfDevice implements ITypeConverter<CellDevice> {
        @Override
        public CellDevice convert(String text) {
            return constant(CellDevice.class, text, "cell device");
        }
    }

    public static final class OfCoding implements ITypeConverter<WeightCoding> {
        @Override
        public WeightCoding convert(String text) {
            return constant(WeightCoding.class, text, "coding");
        }
    }

    public static final class OfFormat implements ITypeConverter<Format> {
        @Override
        public Format convert(String text) {
            return constant(Format.class, text, "data set format");
        }
    }

    public static final class OfHalf implements ITypeConverter<Half> {
        @Override
        public Half convert(String text) {
            return constant(Half.class, text, "half of the table");
        }
    }

    public static final class OfKind implements ITypeConverter<VerificationKind> {
        @Override
        public VerificationKind convert(String text) {
            return constant(VerificationKind.class, text, "kind of reference cases");
        }
    }
}
