package org.hasnas.nir;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Link;
import io.jhdf.api.Node;
import io.jhdf.links.ExternalLink;
import io.jhdf.object.datatype.Reference;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.hasnas.document.Hdf5Files;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.nir.model.NirTensor;

/**
 * Reads the values of one group of a file. Nothing is read before its size is known to be small enough. Every problem names the group and the
 * value.
 */
final class Hdf5Values {
    /** Values of all parameters of a file together: 256 MB. */
    static final int MOST_VALUES = 1 << 25;
    /** Of one value, which may be a text: memory for all that is declared is taken before a byte is read. */
    private static final int MOST_VALUE_BYTES = 1 << 16;

    /** Of all values of a file together: bytes that it declares and does not store, as HDF5 allows for chunks that were never written. */
    private static final long MOST_UNSTORED_BYTES = 1 << 20;

    /** What may still be read of a file. */
    static final class Budget {
        private final long fileBytes;
        /** In numbers of eight bytes. */
        private long left = MOST_VALUES;
        private long unstoredLeft = MOST_UNSTORED_BYTES;

        Budget(long fileBytes) {
            this.fileBytes = fileBytes;
        }
    }

    private final Group group;
    private final String place;
    private final Budget budget;

    /** @param place for messages, such as {@code Node "fc1"} */
    Hdf5Values(Group group, String place, Budget budget) {
        this.group = group;
        this.place = place;
        this.budget = budget;
    }

    HasnasException problem(String sentence) {
        return new HasnasException(ErrorCode.BAD_DATA, place + ": " + sentence);
    }

    /** A child, behind links within the file. */
    private Optional<Node> child(String name) throws HasnasException {
        Node child = group.getChild(name);
        for (int links = 0; child instanceof Link link; links++) {
            if (link instanceof ExternalLink) {
                throw problem(name + " is in another file (" + link.getTargetPath() + "); links to other files are not followed. Write the network"
                        + " into one file.");
            }
            if (links > 8) {
                throw problem(name + " is a link that leads nowhere (" + link.getTargetPath() + ")");
            }
            try {
                child = link.getTarget();
            } catch (RuntimeException | StackOverflowError broken) {
                throw new HasnasException(ErrorCode.BAD_DATA, place + ": " + name + " is a link that leads nowhere (" + link.getTargetPath() + ")",
                        broken);
            }
        }
        return Optional.ofNullable(child);
    }

    boolean has(String name) throws HasnasException {
        return child(name).isPresent();
    }

    Optional<Group> group(String name) throws HasnasException {
        Optional<Node> child = child(name);
        if (child.isPresent() && !(child.get() instanceof Group)) {
            throw problem(name + " must be a group, it is a single value");
        }
        return child.map(Group.class::cast);
    }

    private Optional<Dataset> dataset(String name) throws HasnasException {
        Optional<Node> child = child(name);
        if (child.isEmpty()) {
            return Optional.empty();
        }
        if (!(child.get() instanceof Dataset dataset)) {
            throw problem(name + " must hold values, it is a group");
        }
        long count = Hdf5Files.count(dataset);
        int bytes = dataset.getDataType().getSize();
        long numbers = Math.max(1, bytes / Double.BYTES);
        if (bytes > MOST_VALUE_BYTES || count > budget.left / numbers) {
            throw problem(name + " declares " + shape(dataset) + " values" + (numbers == 1 ? "" : " of " + bytes + " bytes")
                    + "; all parameters of a file may have " + MOST_VALUES + " together, and a text " + MOST_VALUE_BYTES + " bytes");
        }
        budget.left -= count * numbers;
        budget.unstoredLeft -= unstored(name, dataset);
        if (budget.unstoredLeft < 0) {
            throw problem(name + " declares " + shape(dataset) + " values, more than what is stored of them can hold; the file is damaged or was not"
                    + " written to its end");
        }
        return Optional.of(dataset);
    }

    private long unstored(String name, Dataset dataset) throws HasnasException {
        try {
            return Hdf5Files.unstored(dataset, budget.fileBytes);
        } catch (RuntimeException | StackOverflowError broken) {
            throw unpackable(name, broken);
        }
    }

    private HasnasException unpackable(String name, Throwable broken) {
        return new HasnasException(ErrorCode.BAD_DATA, place + ": " + name + " can't be unpacked: " + Hdf5Files.reason(broken), broken);
    }

    private static String shape(Dataset dataset) {
        return String.join(" x ", Arrays.stream(dataset.getDimensionsAsLong()).mapToObj(Long::toString).toList());
    }

    /** The values in C order as an array of whatever type they have. */
    private Object flat(String name, Dataset dataset) throws HasnasException {
        if (dataset.isEmpty()) {
            boolean isNull = dataset.getDimensionsAsLong().length == 0;
            throw problem(name + (isNull ? " holds no values" : " is empty (" + shape(dataset) + ")"));
        }
        try {
            return dataset.getDataFlat();
        } catch (RuntimeException | StackOverflowError broken) {
            throw unpackable(name, broken);
        }
    }

    /** Numbers, which must be finite. */
    Optional<NirTensor> numbers(String name) throws HasnasException {
        if (!has(name)) {
            return Optional.empty();
        }
        NirTensor tensor = allNumbers(name);
        for (int position = 0; position < tensor.values().length; position++) {
            double value = tensor.values()[position];
            if (!Double.isFinite(value)) {
                throw problem(name + " " + tensor.indexOf(position) + " is " + (Double.isNaN(value) ? "not a number" : "infinite"));
            }
        }
        return Optional.of(tensor);
    }

    /** Numbers of which some may be infinite or none. */
    NirTensor allNumbers(String name) throws HasnasException {
        Dataset dataset = dataset(name).orElseThrow(() -> missing(name));
        List<Integer> shape = Arrays.stream(dataset.getDimensionsAsLong()).mapToObj(Math::toIntExact).toList();
        return new NirTensor(shape, doubles(name, dataset));
    }

    NirTensor requiredNumbers(String name) throws HasnasException {
        return numbers(name).orElseThrow(() -> missing(name));
    }

    HasnasException missing(String name) {
        return new HasnasException(ErrorCode.BAD_DATA, place + " has no " + name);
    }

    private double[] doubles(String name, Dataset dataset) throws HasnasException {
        if (dataset.getDataType() instanceof Reference) {
            throw problem(name + " are references, not numbers");
        }
        return switch (flat(name, dataset)) {
            case double[] values -> values;
            case float[] values -> doubles(values.length, i -> values[i]);
            case long[] values -> doubles(values.length, i -> values[i]);
            case int[] values -> doubles(values.length, i -> values[i]);
            case short[] values -> doubles(values.length, i -> values[i]);
            case byte[] values -> doubles(values.length, i -> values[i]);
            case Number[] values -> doubles(values.length, i -> values[i].doubleValue());
            case String[] words when Arrays.stream(words).allMatch(word -> word.equals("TRUE") || word.equals("FALSE")) ->
                    doubles(words.length, i -> words[i].equals("TRUE") ? 1 : 0);
            case String[] _ -> throw problem(name + " is text, not numbers");
            case Object other -> throw problem(name + " is of type " + other.getClass().getComponentType().getSimpleName() + ", not numbers");
        };
    }

    private static double[] doubles(int length, IntToDoubleFunction value) {
        double[] values = new double[length];
        Arrays.setAll(values, value);
        return values;
    }

    /** Whole numbers: a single one or a row of them. */
    Optional<List<Integer>> integers(String name) throws HasnasException {
        Optional<NirTensor> numbers = numbers(name);
        if (numbers.isEmpty()) {
            return Optional.empty();
        }
        for (double value : numbers.get().values()) {
            if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
                throw problem(name + " must be a whole number between -" + Integer.MAX_VALUE + " and " + Integer.MAX_VALUE + ", was " + value);
            }
        }
        return Optional.of(Arrays.stream(numbers.get().values()).mapToObj(value -> (int) value).toList());
    }

    /** One whole number. */
    Optional<Integer> integer(String name) throws HasnasException {
        Optional<List<Integer>> integers = integers(name);
        if (integers.isPresent() && integers.get().size() != 1) {
            throw problem(name + " must be one number, it has " + integers.get().size());
        }
        return integers.map(List::getFirst);
    }

    /** A shape: sizes of at least 1, of which the product is not too large. */
    List<Integer> requiredShape(String name) throws HasnasException {
        NirTensor numbers = requiredNumbers(name);
        String written = String.join(" x ", Arrays.stream(numbers.values()).mapToObj(size -> Long.toString((long) size)).toList());
        double product = 1;
        for (double size : numbers.values()) {
            product *= size;
            if (size < 1 || size != Math.rint(size)) {
                throw problem("the shape " + written + " must have whole numbers above 0");
            }
        }
        if (product > MOST_VALUES) {
            throw problem("the shape " + written + " is too large; there may be " + MOST_VALUES + " values");
        }
        return Arrays.stream(numbers.values()).mapToObj(size -> (int) size).toList();
    }

    /** A text; empty if the value is there but of another type. */
    Optional<String> text(String name) throws HasnasException {
        Optional<Dataset> dataset = dataset(name);
        if (dataset.isEmpty() || dataset.get().getDataType() instanceof Reference || dataset.get().isEmpty()) {
            return Optional.empty();
        }
        return flat(name, dataset.get()) instanceof String[] words && words.length == 1 ? Optional.of(words[0].strip()) : Optional.empty();
    }

    /**
     * Rows of texts.
     *
     * @param columns that each row must have
     */
    List<List<String>> rowsOfText(String name, int columns) throws HasnasException {
        Dataset dataset = dataset(name).orElseThrow(() -> missing(name));
        long[] sizes = dataset.getDimensionsAsLong();
        if (sizes.length == 0 || sizes[0] == 0) {
            return List.of();
        }
        if (sizes.length != 2 || sizes[1] != columns) {
            throw problem(name + " must have rows of " + columns + " node names, but its shape is " + shape(dataset));
        }
        if (dataset.getDataType() instanceof Reference || !(flat(name, dataset) instanceof String[] words)) {
            throw problem(name + " must be names of nodes; this file has "
                    + (dataset.getDataType() instanceof Reference ? "object references, which NIR does not use" : "numbers"));
        }
        return IntStream.range(0, words.length / columns)
                .mapToObj(row -> Arrays.stream(words, row * columns, (row + 1) * columns).toList()).toList();
    }
}
