package org.hasnas.ui.study;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import org.hasnas.search.study.model.ShortTrainings;
import org.hasnas.ui.form.NumberEntry;
import org.hasnas.ui.fx.Texts;

/** Whether a study also trains some of its candidates, how many and how long. */
public final class TrainingsChoice {
    private static final int MAX = 10_000;
    private static final int NETWORKS = 6;
    private static final int EPOCHS = 10;

    private final Texts texts;
    private final BooleanProperty wanted = new SimpleBooleanProperty(this, "wanted");
    private final NumberEntry networks;
    private final NumberEntry epochs;

    TrainingsChoice(Texts texts) {
        this.texts = texts;
        this.networks = new NumberEntry(texts.get("study.train.networks"), 2, MAX, NETWORKS, texts);
        this.epochs = new NumberEntry(texts.get("study.train.epochs"), 1, MAX, EPOCHS, texts);
    }

    public BooleanProperty wantedProperty() {
        return wanted;
    }

    /** Candidates that are trained in every template. */
    public NumberEntry networks() {
        return networks;
    }

    public NumberEntry epochs() {
        return epochs;
    }

    /**
     * What is wrong with it, a sentence each.
     *
     * @param candidates that all templates share
     */
    List<String> problems(int candidates) {
        if (!wanted.get()) {
            return List.of();
        }
        List<String> problems = new ArrayList<>(Stream.of(networks, epochs).map(entry -> entry.problemProperty().get())
                .filter(problem -> !problem.isEmpty()).toList());
        if (networks.value().orElse(0) > candidates) {
            problems.add(texts.get("study.train.too-many", networks.value().orElseThrow(), candidates));
        }
        return problems;
    }

    /** The trainings; only if there is no problem. */
    ShortTrainings trainings() {
        return wanted.get() ? new ShortTrainings((int) networks.value().orElseThrow(), (int) epochs.value().orElseThrow()) : ShortTrainings.NONE;
    }
}
