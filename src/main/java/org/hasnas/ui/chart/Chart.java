package org.hasnas.ui.chart;

import java.util.Optional;
import org.hasnas.workbench.chart.Curves;

/** A region that can be kept as a picture, from the one {@linkplain ChartMenu menu} of all charts. */
public interface Chart {
    /** The data of what is shown; empty of a picture of another kind, and while nothing is shown. */
    default Optional<Curves> data() {
        return Optional.empty();
    }
}
