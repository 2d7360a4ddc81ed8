package org.hasnas.ui.table;

import org.hasnas.search.model.Trial;

/** A known trial and its position among the known trials. */
public record TrialRow(int position, Trial trial) {}
