package org.hasnas.ui.plot;

import java.util.List;
import java.util.OptionalDouble;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.MouseEvent;
import org.hasnas.chip.model.CostKind;
import org.hasnas.ui.constraints.ClosestViewModel;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.plot.canvas.CandidatePlot;
import org.hasnas.ui.workspace.Command;

/** The context menu of the plot: the candidate closest to the cost under the pointer, or to a point that is asked for. */
final class PointMenu {
    private final CandidatePlot plot;
    private final PlotViewModel model;
    private final ClosestViewModel closest;
    private final Texts texts;
    private final MenuItem here = new MenuItem();
    private final ContextMenu menu;

    PointMenu(CandidatePlot plot, PlotViewModel model, ClosestViewModel closest, List<Command> actions, Texts texts) {
        this.plot = plot;
        this.model = model;
        this.closest = closest;
        this.texts = texts;
        this.menu = new ContextMenu(here);
        actions.forEach(action -> menu.getItems().add(action.rowItem()));
        here.setId("closest-here");
        here.setMnemonicParsing(false);
        plot.setOnContextMenuRequested(this::show);
        plot.addEventHandler(MouseEvent.MOUSE_PRESSED, _ -> menu.hide());
    }

    private void show(ContextMenuEvent event) {
        if (!event.isKeyboardTrigger() && plot.hoveredProperty().get() >= 0) {
            plot.selectedProperty().set(plot.hoveredProperty().get());
        }
        CostKind kind = model.axisProperty().get();
        OptionalDouble cost = event.isKeyboardTrigger() ? OptionalDouble.empty() : plot.costAt(event.getX(), event.getY());
        here.setVisible(cost.isPresent());
        cost.ifPresent(value -> {
            here.setText(texts.get("closest.here", texts.cost(kind), kind.quantity().format(value).strip()));
            here.setOnAction(_ -> closest.findAt(kind, value));
        });
        menu.show(plot, event.getScreenX(), event.getScreenY());
        event.consume();
    }
}
