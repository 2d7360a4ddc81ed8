package org.hasnas.data.event;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.filter.PipelineFilterWithData;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hasnas.document.Hdf5Files;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;

/**
 * Spikes of an artificial cochlea, as the Spiking Heidelberg Digits and Spiking Speech Commands have them: HDF5 with seconds and channels of each sample,
 * labels and names of the classes. Times are widened to double before they become microseconds, since in half precision these would be infinite.
 * Source: Cramer et al. 2022, doi 10.1109/TNNLS.2020.3044364.
 */
final class SpeechFile {
    static final int CHANNELS = 700;

    /** Of one list: bytes that may be declared and not stored. */
    private static final long MOST_UNSTORED_BYTES = 1 << 20;

    private final Path file;
    private final long fileBytes;
    private final List<String> remarks = new ArrayList<>();

    private SpeechFile(Path file, long fileBytes) {
        this.file = file;
        this.fileBytes = fileBytes;
    }

    /** @return remarks on the file as a whole */
    static List<String> read(Path file, Samples samples) throws HasnasException {
        ByteBuffer content = Hdf5Files.content(file, "file of spikes");
        SpeechFile reader = new SpeechFile(file, content.remaining());
        try (HdfFile hdf = HdfFile.fromByteBuffer(content)) {
            reader.read(hdf, samples);
        } catch (RuntimeException | StackOverflowError broken) {
            throw new HasnasException(ErrorCode.BAD_DATA, file + ": " + Hdf5Files.reason(broken), broken);
        }
        return List.copyOf(reader.remarks);
    }

    private HasnasException problem(String sentence) {
        return new HasnasException(ErrorCode.BAD_DATA, file + ": " + sentence + ".");
    }

    private Dataset dataset(Group root, String path) throws HasnasException {
        Node node = root;
        for (String name : path.split("/", -1)) {
            node = node instanceof Group group ? group.getChild(name) : null;
            if (node == null) {
                throw problem(path + " is missing; expected spikes/times, spikes/units and labels");
            }
        }
        if (!(node instanceof Dataset dataset) || dataset.getDimensionsAsLong().length != 1) {
            throw problem(
                    path + " is no list of one value for each sample; expected spikes/times and spikes/units as variable-length arrays, and labels");
        }
        if (Hdf5Files.unstored(dataset, fileBytes) > MOST_UNSTORED_BYTES) {
            throw problem(
                    path + " declares " + Hdf5Files.count(dataset) + " values, more than what is stored of them can hold; the file is damaged or was"
                            + " not written to its end");
        }
        return dataset;
    }

    private Dataset spikes(Group root, String path) throws HasnasException {
        Dataset dataset;
        try {
            dataset = dataset(root, path);
        } catch (HasnasException noList) {
            if (noList.getMessage().contains("no list")) {
                throw problem(path + " is a table of fixed size; expected one variable-length array for each sample");
            }
            throw noList;
        }
        if (!dataset.isVariableLength()) {
            throw problem(path + " is of type " + dataset.getJavaType().getSimpleName() + "; expected one variable-length array for each sample");
        }
        if (dataset.getFilters().stream().anyMatch(filter -> filter.getName().contains("shuffle"))) {
            throw problem(path + " is packed with the filters " + dataset.getFilters().stream().map(PipelineFilterWithData::getName).toList()
                    + ", of which shuffling can't be undone here for variable-length arrays; write it without, as 'h5repack -f GZIP=6' does");
        }
        return dataset;
    }

    private void read(HdfFile hdf, Samples samples) throws HasnasException {
        Dataset times = spikes(hdf, "spikes/times");
        Dataset units = spikes(hdf, "spikes/units");
        Dataset labels = dataset(hdf, "labels");
        long count = times.getDimensionsAsLong()[0];
        if (units.getDimensionsAsLong()[0] != count || labels.getDimensionsAsLong()[0] != count) {
            throw problem(count + " samples in spikes/times, " + units.getDimensionsAsLong()[0] + " in spikes/units, "
                    + labels.getDimensionsAsLong()[0] + " labels; expected as many of each");
        }
        if (count == 0) {
            remarks.add(file + ": no samples.");
            return;
        }
        int classes = classes(hdf);
        Object all = labels.getDataFlat();
        for (int sample = 0; sample < count; sample++) {
            long label = Array.getLong(all, sample);
            if (label < 0 || label >= classes) {
                throw problem("sample " + sample + " has label " + label + "; expected 0 to " + (classes - 1));
            }
            samples.accept((int) label, recording(sample, values(times, sample), values(units, sample)));
        }
    }

    /** Names of the classes are as many as there are classes; without them, the larger of the data sets counts. */
    private int classes(HdfFile hdf) throws HasnasException {
        Node extra = hdf.getChild("extra");
        Node keys = extra instanceof Group group ? group.getChild("keys") : null;
        if (keys instanceof Dataset names && names.getDimensionsAsLong().length == 1 && names.getDimensionsAsLong()[0] > 0) {
            return Math.toIntExact(names.getDimensionsAsLong()[0]);
        }
        remarks.add(file + ": extra/keys is missing, the names of the classes; labels may be 0 to 34.");
        return 35;
    }

    /** One sample of many, so that memory holds one at a time. */
    private static Object values(Dataset dataset, int sample) {
        return Array.get(dataset.getData(new long[] {sample}, new int[] {1}), 0);
    }

    private Recording recording(int sample, Object seconds, Object units) throws HasnasException {
        int count = Array.getLength(seconds);
        if (Array.getLength(units) != count) {
            throw problem("sample " + sample + " has " + count + " times and " + Array.getLength(units) + " units; expected as many of both");
        }
        Events.Builder events = new Events.Builder(file);
        for (int spike = 0; spike < count; spike++) {
            double time = Array.getDouble(seconds, spike);
            long unit = Array.getLong(units, spike);
            if (!(time >= 0 && time <= Integer.MAX_VALUE)) {
                throw problem("sample " + sample + ", spike " + spike + " has the time " + time + " s; expected seconds from 0");
            }
            if (unit < 0 || unit >= CHANNELS) {
                throw problem("sample " + sample + ", spike " + spike + " has unit " + unit + "; expected 0 to " + (CHANNELS - 1));
            }
            events.add((long) Math.floor(time * 1e6), (int) unit, 0, 1);
        }
        return Recording.of(file, "sample " + sample + ": ", 1, 1, CHANNELS, events.build(), List.of());
    }
}
