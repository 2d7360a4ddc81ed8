package org.hasnas.ui.plot.canvas;

import org.hasnas.network.Dimension;
import org.hasnas.ui.fx.Texts;

/** A choice of designs, such as their width: whole numbers, or kinds by name. */
public record ChoiceAxis(Dimension dimension) implements PlotAxis {
    @Override
    public boolean growsByFactors() {
        return dimension.names().isEmpty();
    }

    @Override
    public String selector(Texts texts) {
        return texts.get("table." + dimension.key());
    }

    @Override
    public String dataTitle(Texts texts) {
        return selector(texts);
    }

    @Override
    public String format(double value) {
        return dimension.text((int) Math.round(value));
    }

    @Override
    public double usual() {
        return dimension.minimum() + 1;
    }
}
