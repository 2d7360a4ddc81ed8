package org.hasnas.cli.option;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hasnas.checks.model.ScoreBenchmark.Half;
import org.hasnas.checks.model.ScreenBenchmark.Screen;
import org.hasnas.checks.model.VerificationKind;
import org.hasnas.chip.model.CellDevice;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.FrontCost;
import org.hasnas.chip.model.HardwareProfile.SignCoding;
import org.hasnas.data.model.DatasetReference.Format;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.NetworkTemplates.Preset;
import org.hasnas.network.SearchSpace;
import org.hasnas.network.SearchSpaces;
import org.hasnas.score.model.ScoreId;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.training.model.OptimizerId;
import org.hasnas.training.model.StopWhen;
import org.hasnas.training.model.SurrogateId;
import org.hasnas.units.EnumNames;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How words of the command line become values of the program's types; an unknown word names the known ones. */
public final class Converters {
    private Converters() {}

    /** Makes a command line, with all its subcommands, read values of these types. */
    public static void register(CommandLine commandLine) {
        named(commandLine, Preset.class, "preset", () -> NetworkTemplates.ALL, Preset::name);
        named(commandLine, SearchSpace.class, "search space", () -> SearchSpaces.ALL, SearchSpace::name);
        named(commandLine, CostModelId.class, "cost model", () -> Arrays.asList(CostModelId.values()), CostModelId::label);
        named(commandLine, SearchAlgorithmId.class, "search algorithm", () -> Arrays.asList(SearchAlgorithmId.values()), SearchAlgorithmId::label);
        named(commandLine, ScoreId.class, "score", () -> Arrays.asList(ScoreId.values()), ScoreId::label);
        constant(commandLine, FrontCost.class, "cost of a front");
        constant(commandLine, OptimizerId.class, "optimizer");
        constant(commandLine, SurrogateId.class, "surrogate gradient");
        constant(commandLine, StopWhen.class, "reason to stop a training");
        constant(commandLine, CellDevice.class, "cell device");
        constant(commandLine, SignCoding.class, "coding");
        constant(commandLine, Format.class, "data set format");
        constant(commandLine, Half.class, "half of the table");
        constant(commandLine, VerificationKind.class, "kind of reference cases");
        commandLine.registerConverter(Screen.class, Converters::screen);
        commandLine.registerConverter(Path.class, Converters::path);
        whole(commandLine, int.class, Integer.class, Integer.MAX_VALUE, Integer::valueOf);
        whole(commandLine, long.class, Long.class, Long.MAX_VALUE, Long::valueOf);
        commandLine.registerConverter(double.class, Converters::number);
        commandLine.registerConverter(Double.class, Converters::number);
    }

    private static <E extends Enum<E>> void constant(CommandLine commandLine, Class<E> type, String thing) {
        named(commandLine, type, thing, () -> Arrays.asList(type.getEnumConstants()), EnumNames::of);
    }

    /** Upper and lower case, and hyphens, make no difference. */
    private static <T> void named(CommandLine commandLine, Class<T> type, String thing, Supplier<List<T>> known, Function<T, String> name) {
        commandLine.registerConverter(type, text -> known.get().stream().filter(value -> plain(name.apply(value)).equals(plain(text))).findFirst()
                .orElseThrow(() -> new TypeConversionException("there is no " + thing + " '" + text + "'; known: "
                        + String.join(", ", known.get().stream().map(name).toList()))));
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    private static <N> void whole(CommandLine commandLine, Class<N> primitive, Class<N> boxed, long largest, Function<String, N> reader) {
        ITypeConverter<N> converter = text -> {
            try {
                return reader.apply(text.strip());
            } catch (NumberFormatException _) {
                throw new TypeConversionException("'" + text + "' is no whole number of at most " + largest);
            }
        };
        commandLine.registerConverter(primitive, converter);
        commandLine.registerConverter(boxed, converter);
    }

    private static Double number(String text) {
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new TypeConversionException("'" + text + "' is no number of at most 1.8e308; write it like 0.5 or 1e-3");
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException _) {
            throw new TypeConversionException("'" + text + "' can't be the name of a file here; if it has letters beyond ASCII, start the program"
                    + " with LC_ALL=C.UTF-8");
        }
    }

    private static Screen screen(String text) {
        String[] parts = text.strip().split("x", -1);
        try {
            if (parts.length == 2) {
                return new Screen(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
            }
        } catch (NumberFormatException _) {
            // said below
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "': " + e.getMessage());
        }
        throw new TypeConversionException("'" + text + "' is no screen; write channels x images, such as 12x16");
    }
}
