package org.hasnas.files.codec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.SearchSpace;

/**
 * Content of a file of weights: which network, on which data set, and the numbers. What the arrays mean is known to their users.
 *
 * @param kind finished weights or an unfinished training
 * @param template of the network
 * @param space of the network's cells
 * @param architecture the cells
 * @param dataset whose images the network was trained on
 * @param notes short texts by name, such as what training it was
 * @param arrays float32 matrices by name, row by row; all rows of one have the same length. Not copied
 */
public record WeightsFile(Kind kind, NetworkTemplate template, SearchSpace space, Architecture architecture, DatasetReference dataset,
        Map<String, String> notes, Map<String, float[][]> arrays) {
    /** What a file is for. */
    public enum Kind {
        /** The weights of a trained network. */
        WEIGHTS,
        /** A training between two epochs: weights, best weights so far, state of the optimiser. */
        CHECKPOINT
    }

    public WeightsFile {
        notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
        arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
        arrays.forEach((name, rows) -> {
            for (float[] row : rows) {
                if (row.length != rows[0].length) {
                    throw new IllegalArgumentException("the rows of array '" + name + "' differ in length");
                }
            }
        });
    }

    public CandidateHash hash() {
        return CandidateHash.of(template, space, architecture);
    }

    public Network network() {
        return Network.of(template, space, architecture);
    }
}
