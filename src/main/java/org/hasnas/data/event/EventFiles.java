package org.hasnas.data.event;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hasnas.data.file.DataDefect;
import org.hasnas.data.file.DataFolder;
import org.hasnas.document.InputFile;
import org.hasnas.error.HasnasException;

/** Files of several samples. */
public final class EventFiles {
    private EventFiles() {}

    /**
     * Reads a recording of DVS128 Gesture with the labels beside it, or HDF5 of the Spiking Heidelberg Digits or Speech Commands.
     *
     * @return remarks on the file as a whole
     */
    public static List<String> samples(Path file, Samples samples) throws HasnasException {
        if (DataFolder.name(file).endsWith(".aedat")) {
            GestureRecording.read(file, samples);
            return List.of();
        }
        return SpeechFile.read(file, samples);
    }

    /** The recordings that a list of DVS128 Gesture names, one a line. */
    public static List<Path> gestureTrials(Path list) throws HasnasException {
        List<Path> recordings = new ArrayList<>();
        List<String> lines = InputFile.text(list, InputFile.Kind.DOCUMENT, DataDefect.absent(list, "a list of recordings")).lines().toList();
        for (int line = 0; line < lines.size(); line++) {
            String name = lines.get(line).strip();
            if (!name.isEmpty()) {
                if (!name.matches("[\\w.-]+\\.aedat") || !Files.isRegularFile(list.resolveSibling(name))) {
                    throw DataDefect.atLine(list, line + 1L, "'" + name + "', which is not found beside the list", "the name of an .aedat file");
                }
                recordings.add(list.resolveSibling(name));
            }
        }
        return List.copyOf(recordings);
    }
}
