package org.hasnas.ui.shell;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.controlsfx.control.PopOver;
import org.controlsfx.control.PopOver.ArrowLocation;
import org.hasnas.ui.form.ActionButton;
import org.hasnas.ui.fx.Bubble;
import org.hasnas.ui.fx.MutedLabel;
import org.hasnas.ui.fx.Texts;

/**
 * Three steps from an empty window to a design, each told beside the place where it is done. It may be left at any time, and is offered once. While
 * another window of the program is open it waits: it would lie over a dialog and take its keys.
 */
final class Tour {
    private static final double WIDTH = 330;

    private final Texts texts;
    private final Runnable openSample;
    private final Runnable seen;
    private final ObservableValue<Boolean> dark;
    private final ChangeListener<Boolean> anotherTheme = (value, before, now) -> showAgain();
    private final PopOver place = new Bubble();
    private final ListChangeListener<Window> waiting = change -> Platform.runLater(this::showUnlessAnotherWindowIsOpen);
    private Optional<Node> beside = Optional.empty();
    /** The position of the step that is told. */
    private int number;
    private final List<Step> steps = List.of(
            new Step("tour.project.title", "tour.project", "#tool-open", ArrowLocation.TOP_LEFT),
            new Step("tour.search.title", "tour.search", "#tool-start", ArrowLocation.TOP_LEFT),
            new Step("tour.design.title", "tour.design", "#workspace-compare", ArrowLocation.LEFT_TOP));

    /**
     * A step.
     *
     * @param title key of its text
     * @param text key of its text
     * @param at beside which node it is told
     */
    private record Step(String title, String text, String at, ArrowLocation arrow) {}

    /**
     * @param openSample asks for a place and opens the sample there
     * @param seen called when the user leaves the tour
     * @param dark whether the window is dark
     */
    Tour(Texts texts, Runnable openSample, Runnable seen, ObservableValue<Boolean> dark) {
        this.texts = texts;
        this.openSample = openSample;
        this.seen = seen;
        this.dark = dark;
        place.setAutoHide(false); // it stays while its step is done
        place.setAnimated(false);
    }

    /** Begins the tour. */
    void show(Scene scene) {
        Window.getWindows().addListener(waiting);
        dark.addListener(anotherTheme);
        show(scene, 0);
    }

    private void showUnlessAnotherWindowIsOpen() {
        beside.filter(at -> at.getScene() != null && at.getScene().getWindow() != null).ifPresentOrElse(at -> {
            Window own = at.getScene().getWindow();
            boolean waits = Window.getWindows().stream().anyMatch(window -> window instanceof Stage && !window.equals(own));
            if (waits) {
                place.hide();
            } else if (!place.isShowing() && own.isShowing()) {
                place.show(at);
            }
        }, this::end); // the window has been closed
    }

    /** JavaFX gives a bubble that is open no colours of another theme, so that it opens anew. */
    private void showAgain() {
        place.hide();
        Platform.runLater(() -> beside.ifPresent(at -> show(at.getScene(), number)));
    }

    private void end() {
        beside = Optional.empty();
        Window.getWindows().removeListener(waiting);
        dark.removeListener(anotherTheme);
        place.hide();
    }

    private void show(Scene scene, int step) {
        place.hide();
        number = step;
        tell(scene, steps.get(step));
    }

    private void tell(Scene scene, Step step) {
        scene.getRoot().applyCss(); // a tool bar has its buttons from then on
        scene.getRoot().layout();
        Node at = scene.lookup(step.at());
        if (at == null) {
            end(); // the window has been closed
            return;
        }
        Label title = new Label(texts.get(step.title()));
        title.getStyleClass().add(Styles.TEXT_BOLD);
        Label text = new Label(texts.get(step.text()));
        text.setWrapText(true);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        ActionButton leave = new ActionButton("tour-leave", texts.get("tour.leave"), this::leave).small(texts.get("tour.leave.tip"));
        boolean last = number == steps.size() - 1;
        ActionButton next = new ActionButton("tour-next", texts.get(last ? "tour.done" : "tour.next"), () -> {
            if (last) {
                leave();
            } else {
                show(scene, number + 1);
            }
        }).styled(Styles.SMALL, Styles.ACCENT);
        HBox buttons = new HBox(8, new MutedLabel(texts.get("tour.number", number + 1, steps.size())), gap);
        buttons.setAlignment(Pos.CENTER_LEFT);
        if (number == 0) {
            buttons.getChildren().add(new ActionButton("tour-sample", texts.get("tour.sample"), openSample).styled(Styles.SMALL));
        }
        if (!last) {
            buttons.getChildren().add(leave);
        }
        buttons.getChildren().add(next);
        buttons.getChildren().forEach(part -> ((Region) part).setMinWidth(Region.USE_PREF_SIZE)); // else long words are cut
        VBox content = new VBox(8, title, text, buttons);
        content.setId("tour");
        content.setPrefWidth(WIDTH);
        content.getStyleClass().addAll("tasks", "bubble");
        place.setContentNode(content);
        place.setArrowLocation(step.arrow());
        beside = Optional.of(at);
        showUnlessAnotherWindowIsOpen();
    }

    private void leave() {
        end();
        seen.run();
    }
}
