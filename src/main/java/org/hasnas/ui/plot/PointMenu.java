package org.hasnas.ui.plot;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.MouseEvent;
import org.hasnas.ui.constraints.ClosestViewModel;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UnitSigns;
import org.hasnas.ui.plot.canvas.CandidatePlot;
import org.hasnas.ui.plot.canvas.CostScale;
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
        menu.getItems().add(new SeparatorMenuItem());
        ToggleGroup scales = new ToggleGroup();
        for (CostScale scale : CostScale.values()) {
            RadioMenuItem item = new RadioMenuItem(switch (scale) {
                case AUTOMATIC -> texts.get("plot.scale.automatic");
                case LINEAR -> texts.get("plot.scale.linear");
                case LOGARITHMIC -> texts.get("plot.scale.log");
            });
            item.setId("scale-" + scale.name().toLowerCase(Locale.ROOT));
            item.setToggleGroup(scales);
            item.setOnAction(_ -> model.scaleProperty().set(scale));
            model.scaleProperty().subscribe(now -> item.setSelected(now == scale));
            model.axisProperty().subscribe(now -> item.setDisable(!now.growsByFactors()));
            menu.getItems().add(item);
        }
        here.setId("closest-here");
        here.setMnemonicParsing(false);
        plot.setOnContextMenuRequested(this::show);
        plot.addEventHandler(MouseEvent.MOUSE_PRESSED, _ -> menu.hide());
    }

    private void show(ContextMenuEvent event) {
        if (!event.isKeyboardTrigger() && plot.hoveredProperty().get() >= 0) {
            plot.selectedProperty().set(plot.hoveredProperty().get());
        }
        here.setVisible(false);
        OptionalDouble cost = event.isKeyboardTrigger() ? OptionalDouble.empty() : plot.costAt(event.getX(), event.getY());
        cost.ifPresent(value -> model.axisProperty().get().limited().ifPresent(kind -> {
            here.setVisible(true);
            here.setText(texts.get("closest.here", texts.cost(kind), UnitSigns.format(kind.quantity(), value)));
            here.setOnAction(_ -> closest.findAt(kind, value));
        }));
        menu.show(plot, event.getScreenX(), event.getScreenY());
        event.consume();
    }
}
