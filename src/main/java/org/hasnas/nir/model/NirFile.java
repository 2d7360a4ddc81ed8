package org.hasnas.nir.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What a NIR file holds.
 *
 * @param version of the package that wrote it
 * @param metadata texts and numbers of the top graph
 * @param remarks sentences for the user about what was taken for granted
 */
public record NirFile(Optional<String> version, NirGraph graph, Map<String, String> metadata, List<String> remarks) {
    /** Key of the time steps of an inference in the metadata. */
    public static final String TIME_STEPS = "time_steps";
    /** Key of the length of a time step. */
    public static final String DT = "dt_seconds";
    /** Key of what enters for a pixel, a {@link org.hasnas.chip.inference.model.GraphReading.Encoding}. */
    public static final String ENCODING = "encoding";

    public NirFile {
        metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
        remarks = List.copyOf(remarks);
    }

    /** Time steps of an inference, if the metadata has them as this program writes them. */
    public OptionalInt timeSteps() {
        String text = metadata.getOrDefault(TIME_STEPS, "");
        return text.matches("[1-9][0-9]{0,4}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    /** Length of a time step, if the metadata has it as this program writes it. */
    public OptionalDouble dt() {
        try {
            double dt = Double.parseDouble(metadata.getOrDefault(DT, ""));
            return dt > 0 && dt < Double.POSITIVE_INFINITY ? OptionalDouble.of(dt) : OptionalDouble.empty();
        } catch (NumberFormatException notOfThisProgram) {
            return OptionalDouble.empty();
        }
    }
}
