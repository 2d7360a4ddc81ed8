package org.hasnas.ui.project;

import java.util.BitSet;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import org.jspecify.annotations.Nullable;

/** Which of the known trials are looked at, by position: all, or those that somebody has picked out. Plot and table show no others. */
public final class TrialFilter {
    private final ReadOnlyLongWrapper version = new ReadOnlyLongWrapper(this, "version");
    private @Nullable BitSet passing;

    TrialFilter() {}

    /** Grows whenever others are looked at. */
    public ReadOnlyLongProperty versionProperty() {
        return version.getReadOnlyProperty();
    }

    /** Whether a trial is looked at; -1 for none is. */
    public boolean passes(int position) {
        return passing == null || position < 0 || passing.get(position);
    }

    /** Looks at some trials only. The positions are not changed afterwards. */
    public void take(BitSet positions) {
        passing = positions;
        version.set(version.get() + 1);
    }

    /** Looks at all trials. */
    public void clear() {
        if (passing != null) {
            passing = null;
            version.set(version.get() + 1);
        }
    }
}
