package org.hasnas.ui.quantities;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.plot.canvas.ColourScale;

/** What the colours of the designs tell, the same in all views: whether they meet the limits, one of their quantities, or the rank of their front. */
public final class DesignColours {
    /** Colours tell which designs meet the limits. */
    public static final String LIMITS = "";

    /** Colours tell the front that a design is on: 1 if no feasible one beats it, 2 if only those of the first front do, and so on. */
    public static final String RANK = "rank";

    /** A design that has no such number. */
    public static final byte NO_SHADE = -1;

    private final DesignQuantities quantities;
    private final Texts texts;
    private final ObservableList<String> choices = FXCollections.observableArrayList(LIMITS, RANK);
    private final ObjectProperty<String> by = new SimpleObjectProperty<>(this, "by", LIMITS);
    private final ReadOnlyLongWrapper version = new ReadOnlyLongWrapper(this, "version");
    private byte[] shades = new byte[0];
    /** By position, 0 for none. */
    private int[] ranks = new int[0];

    /**
     * What the two ends of the colours mean.
     *
     * @param title of the quantity, with its unit
     */
    public record Legend(String title, String low, String high) {}

    public DesignColours(DesignQuantities quantities, Texts texts) {
        this.quantities = quantities;
        this.texts = texts;
        by.subscribe((before, now) -> refresh());
        quantities.axesProperty().subscribe(_ -> {
            List<String> now = new ArrayList<>(List.of(LIMITS, RANK));
            quantities.all().forEach(axis -> now.add(axis.id()));
            if (!now.equals(choices)) {
                choices.setAll(now);
            }
            refresh();
        });
    }

    /** The numbers of the designs. */
    public DesignQuantities quantities() {
        return quantities;
    }

    /** What colours can tell, by id. */
    public ObservableList<String> choices() {
        return choices;
    }

    /** The name of a choice. */
    public String name(String choice) {
        return choice.equals(RANK) ? texts.get("colour.rank") : quantities.axis(choice).map(Axis::title).orElseGet(() -> texts.get("colour.limits"));
    }

    /** The id of what colours are to tell; while the designs don't differ in that, they tell the limits. */
    public ObjectProperty<String> byProperty() {
        return by;
    }

    /** Grows whenever colours change, but for those that tell the limits. */
    public ReadOnlyLongProperty versionProperty() {
        return version.getReadOnlyProperty();
    }

    /** Whether colours tell the limits and nothing else. */
    public boolean tellLimits() {
        return !RANK.equals(by.get()) && quantities.axis(by.get()).isEmpty();
    }

    /** The shade of a design by its position: 0 to {@link ColourScale#SHADES} less 1, or {@link #NO_SHADE}. */
    public byte shade(int position) {
        return position < shades.length ? shades[position] : NO_SHADE;
    }

    /** What the colours mean; empty if they tell the limits, or if there is nothing to tell. */
    public Optional<Legend> legend() {
        if (RANK.equals(by.get())) {
            int last = Arrays.stream(ranks).max().orElse(0);
            return last == 0 ? Optional.empty() : Optional.of(new Legend(texts.get("colour.rank"), Integer.toString(last), "1"));
        }
        return quantities.axis(by.get()).map(axis -> new Legend(axis.title(), axis.text().apply(axis.low()), axis.text().apply(axis.high())));
    }

    /**
     * Takes the ranks of what a plot shows.
     *
     * @param byPosition 0 for none
     */
    public void takeRanks(int[] byPosition) {
        if (!Arrays.equals(ranks, byPosition)) {
            ranks = byPosition.clone();
            if (RANK.equals(by.get())) {
                refresh();
            }
        }
    }

    private void refresh() {
        shades = RANK.equals(by.get()) ? ofRanks() : quantities.axis(by.get()).map(DesignColours::ofAxis).orElseGet(() -> new byte[0]);
        version.set(version.get() + 1);
    }

    private static byte[] ofAxis(Axis axis) {
        byte[] shades = new byte[axis.values().length];
        for (int i = 0; i < shades.length; i++) {
            double value = axis.values()[i];
            shades[i] = Double.isFinite(value) ? (byte) Math.round(axis.fraction(value) * (ColourScale.SHADES - 1)) : NO_SHADE;
        }
        return shades;
    }

    /** The first front has the last colour, as the highest value of a quantity has. */
    private byte[] ofRanks() {
        int steps = Math.max(1, Arrays.stream(ranks).max().orElse(0) - 1);
        byte[] shades = new byte[ranks.length];
        for (int i = 0; i < shades.length; i++) {
            shades[i] = ranks[i] == 0 ? NO_SHADE : (byte) Math.round((1 - (double) (ranks[i] - 1) / steps) * (ColourScale.SHADES - 1));
        }
        return shades;
    }
}
