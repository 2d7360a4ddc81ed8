package org.hasnas.ui.form;

import atlantafx.base.theme.Styles;
import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.Property;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;
import org.hasnas.ui.fx.Tips;

/** A choice among values, which can be chosen but not written. */
public final class Choice<T> extends ComboBox<T> {
    public Choice(String id, Collection<T> values, Function<T, String> label) {
        this(id, FXCollections.observableArrayList(values), label);
    }

    /**
     * @param values followed when they change
     * @param label text of a value; a choice without a value shows nothing
     */
    public Choice(String id, ObservableList<T> values, Function<T, String> label) {
        super(values);
        setId(id);
        setConverter(new StringConverter<>() {
            @Override
            public String toString(T value) {
                return value == null ? "" : label.apply(value);
            }

            @Override
            public T fromString(String text) {
                // StringConverter asks for both ways; JavaFX calls this one for editable choices only, and none of ours is
                throw new UnsupportedOperationException("values of a choice are not written");
            }
        });
    }

    /** The choice as small as those of the main window. */
    public Choice<T> small() {
        getStyleClass().add(Styles.SMALL);
        return this;
    }

    /** The choice as wide as its place. */
    public Choice<T> wide() {
        setMaxWidth(Double.MAX_VALUE);
        return this;
    }

    /** The choice with a tooltip that tells the whole of what is chosen, which may be longer than its place, and what it means, if that is not blank. */
    public Choice<T> told(String meaning) {
        valueProperty().subscribe(now -> Tips.set(this, Stream.of(getConverter().toString(now), meaning).filter(part -> !part.isBlank())
                .collect(Collectors.joining("\n"))));
        return this;
    }

    /** The choice of a property. */
    public Choice<T> of(Property<T> chosen) {
        valueProperty().bindBidirectional(chosen);
        return this;
    }
}
