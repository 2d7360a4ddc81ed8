package org.hasnas.ui.fx;

import java.util.function.Function;
import javafx.util.StringConverter;

/** Texts of the items of a choice, which can be chosen but not written. */
public final class Labels<T> extends StringConverter<T> {
    private final Function<T, String> label;

    /** @param label text of an item; a choice without an item shows nothing */
    public Labels(Function<T, String> label) {
        this.label = label;
    }

    @Override
    public String toString(T item) {
        return item == null ? "" : label.apply(item);
    }

    @Override
    public T fromString(String text) {
        // StringConverter asks for both ways; JavaFX calls this one for editable choices only, and none of ours is
        throw new UnsupportedOperationException("items of a choice are not written");
    }
}
