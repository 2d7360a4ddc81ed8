package org.hasnas.chip.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hasnas.chip.model.DeviceStatistics;
import org.hasnas.chip.model.DeviceStatistics.Curve;
import org.hasnas.chip.model.DeviceStatistics.Drift;
import org.hasnas.chip.model.DeviceStatistics.Flicker;
import org.hasnas.chip.model.DeviceStatistics.Piece;
import org.hasnas.chip.model.DeviceStatistics.Relaxation;
import org.hasnas.chip.model.DeviceStatistics.Spread;
import org.hasnas.chip.model.DeviceStatistics.Technology;
import org.hasnas.chip.model.DeviceStatistics.Writing;
import org.hasnas.document.Fields;
import org.hasnas.document.Header;
import org.hasnas.document.InputFile;
import org.hasnas.document.JsonText;
import org.hasnas.document.KnownNames;
import org.hasnas.document.Source;
import org.hasnas.document.Value;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;

/**
 * Statistics of memory devices: those of the program and files of users, JSON objects as in the program's folder {@code assets/device}. What is in
 * microsiemens there is a function of the conductance over the highest one.
 */
public final class DeviceFiles {
    /** Names of the devices that come with the program. */
    public static final List<String> BUNDLED = List.of("reram-wan-2022", "reram-milo-2021", "reram-falcone-2025", "pcm-nandakumar-2019",
            "pcm-joshi-2020", "pcm-hermes-2023", "fefet-soliman-2023");

    /** What programming is reckoned with where a chip names no device, by the end of its catalogue's name. */
    private static final String USUAL_RERAM = "reram-wan-2022";
    private static final String USUAL_FEFET = "fefet-soliman-2023";

    private static final String FOLDER = "/org/hasnas/assets/device/";
    private static final String WHAT = "device";
    private static final List<String> KEYS = List.of("format", "id", "technology", "description", "trust", "sources", "lowest-microsiemens",
            "highest-microsiemens", "programming", "relaxation", "drift", "flicker", "read-noise-ratio", "stuck-on-probability",
            "stuck-off-probability", "writing");
    private static final List<String> PIECE_KEYS = List.of("below", "polynomial", "logarithm", "exponent", "least", "most");

    private DeviceFiles() {}

    /** All devices of the program. */
    public static List<DeviceStatistics> bundled() throws HasnasException {
        List<DeviceStatistics> devices = new ArrayList<>();
        for (String name : BUNDLED) {
            devices.add(find(name));
        }
        return List.copyOf(devices);
    }

    /**
     * What writes the cells of a chip: the device that it names, else a usual one of its technology; {@link DeviceStatistics#NONE} for SRAM.
     *
     * @param text of the user's file, if there is one
     */
    public static DeviceStatistics written(String devices, String text, String catalog) throws HasnasException {
        if (!devices.isEmpty()) {
            return of(devices, text);
        }
        return catalog.endsWith("-sram") ? DeviceStatistics.NONE : find(catalog.endsWith("-fefet") ? USUAL_FEFET : USUAL_RERAM);
    }

    /**
     * The content of a user's file, in which nothing is wrong; empty for a device of the program and for none.
     *
     * @param folder what a relative path is resolved against
     * @throws HasnasException NOT_FOUND with the names there are; BAD_DATA with the field that is wrong
     */
    public static String text(String nameOrFile, Path folder) throws HasnasException {
        if (nameOrFile.isEmpty() || BUNDLED.contains(nameOrFile)) {
            return "";
        }
        Path file = folder.resolve(nameOrFile);
        String text = InputFile.text(file, InputFile.Kind.DOCUMENT, "There is no device '" + nameOrFile + "'; give a file or one of "
                + String.join(", ", BUNDLED) + ".");
        parsed(file.toString(), text);
        return text;
    }

    /**
     * A device.
     *
     * @param nameOrFile empty for {@link DeviceStatistics#NONE}
     * @param text of the user's file; empty for a device of the program
     * @throws HasnasException BAD_DATA with the field that is wrong
     */
    public static DeviceStatistics of(String nameOrFile, String text) throws HasnasException {
        return text.isEmpty() ? find(nameOrFile) : parsed(nameOrFile, text);
    }

    private static DeviceStatistics parsed(String name, String text) throws HasnasException {
        return read(JsonText.parse(new Source(name, Source.Kind.JSON), WHAT, text));
    }

    /**
     * A device of the program, or a file of the user as it is now.
     *
     * @param nameOrFile empty for {@link DeviceStatistics#NONE}
     * @throws HasnasException NOT_FOUND with the names there are; BAD_DATA with the field that is wrong
     */
    public static DeviceStatistics find(String nameOrFile) throws HasnasException {
        if (nameOrFile.isEmpty()) {
            return DeviceStatistics.NONE;
        }
        if (!BUNDLED.contains(nameOrFile)) {
            return parsed(nameOrFile, text(nameOrFile, Path.of("")));
        }
        try (InputStream stream = DeviceFiles.class.getResourceAsStream(FOLDER + nameOrFile + ".json")) {
            if (stream == null) {
                throw new HasnasException(ErrorCode.NOT_FOUND, "The device '" + nameOrFile + "' is not part of this installation; install the"
                        + " program anew.");
            }
            return read(JsonText.parse(new Source(nameOrFile, Source.Kind.JSON), WHAT, stream.readAllBytes()));
        } catch (IOException e) {
            throw new HasnasException(ErrorCode.IO, "The device '" + nameOrFile + "' can't be read: " + e.getMessage(), e);
        }
    }

    private static DeviceStatistics read(Value document) throws HasnasException {
        Fields fields = document.fields(KEYS);
        Header.checkVersion(fields.value("format"), 1);
        List<DeviceStatistics.Source> sources = new ArrayList<>();
        for (Value item : fields.items("sources")) {
            Fields source = item.fields(List.of("paper", "where", "fit"));
            sources.add(new DeviceStatistics.Source(source.text("paper"), source.text("where"), source.text("fit")));
        }
        double lowest = fields.number("lowest-microsiemens");
        double highest = fields.value("highest-microsiemens").number("a number above that of lowestMicrosiemens", value -> value > lowest);
        List<Spread> programming = new ArrayList<>();
        for (Value item : fields.items("programming")) {
            Fields spread = item.fields(List.of("age-seconds", "microsiemens"));
            double before = programming.isEmpty() ? 0 : programming.getLast().ageSeconds();
            double age = spread.value("age-seconds").number("a number above 0 and above that of the age before", value -> value > before);
            programming.add(new Spread(age, curve(spread, "microsiemens", highest)));
        }
        return new DeviceStatistics(fields.text("id"), fields.choice("technology", KnownNames.choices(Technology.values())),
                fields.text("description"), sources, fields.text("trust"), lowest * 1e-6, highest * 1e-6, programming,
                relaxation(fields, highest), drift(fields), flicker(fields), share(fields, "read-noise-ratio"),
                share(fields, "stuck-on-probability"), share(fields, "stuck-off-probability"), writing(fields));
    }

    private static double share(Fields fields, String key) throws HasnasException {
        return fields.has(key) ? fields.value(key).number("a number from 0 to 0.5", value -> value >= 0 && value <= 0.5) : 0;
    }

    private static Relaxation relaxation(Fields fields, double highest) throws HasnasException {
        if (!fields.has("relaxation")) {
            return Relaxation.NONE;
        }
        Fields read = fields.fields("relaxation", List.of("shift-microsiemens-per-log", "microsiemens", "microsiemens-per-log"));
        return new Relaxation(read.number("shift-microsiemens-per-log") / highest, read.number("microsiemens") / highest,
                read.number("microsiemens-per-log") / highest);
    }

    private static Drift drift(Fields fields) throws HasnasException {
        if (!fields.has("drift")) {
            return Drift.NONE;
        }
        Fields read = fields.fields("drift", List.of("first-seconds", "mean", "deviation"));
        return new Drift(positive(read, "first-seconds"), curve(read, "mean", 1), curve(read, "deviation", 1));
    }

    private static Flicker flicker(Fields fields) throws HasnasException {
        if (!fields.has("flicker")) {
            return Flicker.NONE;
        }
        Fields read = fields.fields("flicker", List.of("read-nanoseconds", "first-seconds", "ratio"));
        return new Flicker(positive(read, "read-nanoseconds") * 1e-9, read.number("first-seconds"), curve(read, "ratio", 1));
    }

    private static Writing writing(Fields fields) throws HasnasException {
        Fields read = fields.fields("writing", List.of("pulses-per-cell", "pulse-nanoseconds", "pulse-picojoules", "verify-nanoseconds",
                "least-cycles", "most-cycles"));
        return new Writing(positive(read, "pulses-per-cell"), positive(read, "pulse-nanoseconds") * 1e-9,
                positive(read, "pulse-picojoules") * 1e-12, positive(read, "verify-nanoseconds") * 1e-9, positive(read, "least-cycles"),
                positive(read, "most-cycles"));
    }

    private static double positive(Fields fields, String key) throws HasnasException {
        return fields.value(key).number("a number above 0", value -> value > 0);
    }

    /** @param unit what the function's values are divided by */
    private static Curve curve(Fields fields, String key, double unit) throws HasnasException {
        List<Piece> pieces = new ArrayList<>();
        for (Value item : fields.items(key)) {
            Fields piece = item.fields(PIECE_KEYS);
            List<Double> polynomial = new ArrayList<>();
            for (Value factor : piece.items("polynomial")) {
                polynomial.add(factor.number() / unit);
            }
            pieces.add(new Piece(or(piece, "below", Double.POSITIVE_INFINITY), polynomial, or(piece, "logarithm", 0) / unit, or(piece, "exponent", 0),
                    or(piece, "least", Double.NEGATIVE_INFINITY) / unit, or(piece, "most", Double.POSITIVE_INFINITY) / unit));
        }
        return fields.source().checked(fields.at(key), () -> new Curve(pieces));
    }

    private static double or(Fields fields, String key, double otherwise) throws HasnasException {
        return fields.has(key) ? fields.number(key) : otherwise;
    }
}
