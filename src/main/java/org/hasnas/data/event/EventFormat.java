package org.hasnas.data.event;

import java.nio.file.Path;
import org.hasnas.data.model.Orientation;
import org.hasnas.error.HasnasException;

/** The formats of single recordings. */
public enum EventFormat {
    N_MNIST, AEDAT_2, AEDAT_3, AEDAT_4, DAT_2, EVT_2, GESTURE_CUT;

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
