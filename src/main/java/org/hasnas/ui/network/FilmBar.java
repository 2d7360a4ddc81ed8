package org.hasnas.ui.network;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.binding.Bindings;
import javafx.beans.property.IntegerProperty;
import javafx.beans.value.ObservableIntegerValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.Duration;
import org.hasnas.ui.form.ActionButton;
import org.hasnas.ui.fx.Texts;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** Goes through time steps: a slider, a step back and on, and a film that plays to the last step and, begun there, from the first. */
final class FilmBar extends HBox {
    /** Slow enough to see what changes. */
    private static final Duration STEP = Duration.millis(700);

    /**
     * @param step the time step that is seen, from 0
     * @param steps how many there are; with one there is nothing to play
     */
    FilmBar(IntegerProperty step, ObservableIntegerValue steps, Texts texts) {
        super(6);
        setAlignment(Pos.CENTER_LEFT);
        Timeline film = new Timeline(new KeyFrame(STEP, event -> step.set(Math.min(step.get() + 1, steps.get() - 1))));
        Runnable play = () -> {
            if (film.getStatus() == Animation.Status.RUNNING) {
                film.stop();
            } else {
                if (step.get() == steps.get() - 1) {
                    step.set(0);
                }
                film.setCycleCount(steps.get() - 1 - step.get());
                film.playFromStart();
            }
        };
        ActionButton back = ActionButton.ofIcon("film-back", MaterialDesignS.SKIP_PREVIOUS, texts.get("film.back"), () -> step.set(step.get() - 1));
        back.disableProperty().bind(Bindings.lessThan(step, 1));
        ActionButton playing = ActionButton.ofIcon("film-play", MaterialDesignP.PLAY, texts.get("film.play"), play);
        playing.disableProperty().bind(Bindings.lessThan(steps, 2));
        film.statusProperty().subscribe(status -> playing.setGraphic(new FontIcon(
                status == Animation.Status.RUNNING ? MaterialDesignP.PAUSE : MaterialDesignP.PLAY)));
        ActionButton on = ActionButton.ofIcon("film-on", MaterialDesignS.SKIP_NEXT, texts.get("film.on"), () -> step.set(step.get() + 1));
        on.disableProperty().bind(Bindings.greaterThanOrEqual(step, Bindings.subtract(steps, 1)));
        Slider slider = new Slider(1, 1, 1);
        slider.setId("film-step");
        slider.setAccessibleText(texts.get("film.slider"));
        slider.setBlockIncrement(1);
        slider.setMajorTickUnit(1);
        slider.setMinorTickCount(0);
        slider.setSnapToTicks(true);
        HBox.setHgrow(slider, Priority.ALWAYS);
        Label where = new Label();
        where.setId("film-where");
        where.setMinWidth(USE_PREF_SIZE);
        where.textProperty().bind(Bindings.createStringBinding(() -> texts.get("film.where", step.get() + 1, steps.get()), step, steps));
        steps.subscribe(now -> {
            film.stop();
            slider.setMax(Math.max(1, now.intValue()));
            slider.setDisable(now.intValue() < 2);
        });
        step.subscribe(now -> slider.setValue(now.intValue() + 1));
        slider.valueProperty().subscribe(now -> step.set((int) Math.round(now.doubleValue()) - 1));
        sceneProperty().subscribe(scene -> {
            if (scene == null) {
                film.stop(); // nobody looks
            }
        });
        getChildren().addAll(back, playing, on, slider, where);
    }
}
