package org.hasnas.data.event;

import org.hasnas.error.HasnasException;

/** Takes the samples of a file, one after the other. */
@FunctionalInterface
public interface Samples {
    /** @param label class, from 0 */
    void accept(int label, Recording recording) throws HasnasException;
}
