package org.hasnas.data.event;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Locale;
import org.hasnas.data.file.DataFolder;
import org.hasnas.data.model.Orientation;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;

/** The formats of single recordings. */
public enum EventFormat {
    N_MNIST, AEDAT_2, AEDAT_3, AEDAT_4, DAT_2, EVT_2, GESTURE_CUT;

    /**
     * The format of a file, by its ending and, of those of AEDAT, its first line.
     *
     * @throws HasnasException NOT_FOUND, IO, or BAD_INPUT if its name has another ending
     */
    public static EventFormat of(Path file) throws HasnasException {
        String name = DataFolder.name(file).toLowerCase(Locale.ROOT);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "bin" -> N_MNIST;
            case "dat" -> DAT_2;
            case "raw" -> EVT_2;
            case "npy" -> GESTURE_CUT;
            case "aedat", "aedat4" -> {
                try (EventInput input = EventInput.open(file, ByteOrder.LITTLE_ENDIAN)) {
                    yield input.beginsWith("#!AER-DAT4") ? AEDAT_4 : input.beginsWith("#!AER-DAT3") ? AEDAT_3 : AEDAT_2;
                }
            }
            default -> throw new HasnasException(ErrorCode.BAD_INPUT, file + " is no recording of events by its name; these end with .bin (N-MNIST),"
                    + " .aedat, .aedat4, .dat, .raw or .npy.");
        };
    }

    /**
     * Reads a recording.
     *
     * @param orientation of AEDAT 2.0
     * @throws HasnasException NOT_FOUND, IO, or BAD_DATA with file, place, what was found and what was expected
     */
    public Recording read(Path file, Orientation orientation) throws HasnasException {
        return switch (this) {
            case N_MNIST -> NMnistFile.read(file);
            case AEDAT_2 -> Aedat20File.read(file, orientation);
            case AEDAT_3 -> Aedat31File.read(file);
            case AEDAT_4 -> Aedat4File.read(file);
            case DAT_2 -> PropheseeFile.readDat(file);
            case EVT_2 -> PropheseeFile.readEvt2(file);
            case GESTURE_CUT -> GestureRecording.readCut(file);
        };
    }
}
