package org.hasnas.search;

import org.hasnas.error.HasnasException;
import org.hasnas.search.model.Trial;

/** Port: takes every trial as soon as it is known. It may block, which slows the search down rather than losing a trial. */
public interface TrialSink {
    void append(Trial trial) throws HasnasException;
}
