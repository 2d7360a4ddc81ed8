package org.hasnas.chip.cost;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.error.HasnasException;

/** Cost models by their settings; the one used last is kept, since reading its constants takes longer than computing with them. */
public final class CostModels {
    private record Read(HardwareSettings settings, ChipCost model) {}

    private final AtomicReference<Optional<Read>> last = new AtomicReference<>(Optional.empty());

    public ChipCost of(HardwareSettings settings) throws HasnasException {
        Optional<Read> known = last.get().filter(read -> read.settings().equals(settings));
        if (known.isPresent()) {
            return known.get().model();
        }
        ChipCost model = ChipCost.of(settings);
        last.set(Optional.of(new Read(settings, model)));
        return model;
    }
}
