package org.hasnas.ui.plot;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
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
import org.hasnas.ui.plot.canvas.PlotAxis;
import org.hasnas.ui.workspace.Command;

/** The context menu of the plot: the candidates closest to the costs under the pointer, what can be done with a point, and how the axes are laid out. */
final class PointMenu {
    private final CandidatePlot plot;
    private final PlotViewModel model;
    private final ClosestViewModel closest;
    private final Texts texts;
    private final MenuItem here = closestItem("closest-here");
    private final MenuItem hereUp = closestItem("closest-here-up");
    private final ContextMenu menu;

    PointMenu(CandidatePlot plot, PlotViewModel model, ClosestViewModel closest, List<Command> actions, Texts texts) {
        this.plot = plot;
        this.model = model;
        this.closest = closest;
        this.texts = texts;
        this.menu = new ContextMenu(here, hereUp);
        actions.forEach(action -> menu.getItems().add(action.rowItem()));
        menu.getItems().addAll(new SeparatorMenuItem(), scales("scale", texts.get("plot.scale.across"), model.axisProperty(), model.scaleProperty()),
                scales("value-scale", texts.get("plot.scale.up"), model.valueProperty(), model.valueScaleProperty()));
        plot.setOnContextMenuRequested(this::show);
        plot.addEventHandler(MouseEvent.MOUSE_PRESSED, _ -> menu.hide());
    }

    private static MenuItem closestItem(String id) {
        MenuItem item = new MenuItem();
        item.setId(id);
        item.setMnemonicParsing(false);
        return item;
    }

    /** How an axis is laid out, where there is a choice. */
    private Menu scales(String id, String title, ObjectProperty<PlotAxis> axis, ObjectProperty<CostScale> chosen) {
        Menu scales = new Menu(title);
        scales.setId(id);
        ToggleGroup group = new ToggleGroup();
        for (CostScale scale : CostScale.values()) {
            RadioMenuItem item = new RadioMenuItem(switch (scale) {
                case AUTOMATIC -> texts.get("plot.scale.automatic");
                case LINEAR -> texts.get("plot.scale.linear");
                case LOGARITHMIC -> texts.get("plot.scale.log");
            });
            item.setId(id + "-" + scale.name().toLowerCase(Locale.ROOT));
            item.setToggleGroup(group);
            item.setOnAction(_ -> chosen.set(scale));
            chosen.subscribe(now -> item.setSelected(now == scale));
            scales.getItems().add(item);
        }
        axis.subscribe(now -> scales.setDisable(!now.growsByFactors()));
        return scales;
    }

    private void show(ContextMenuEvent event) {
        boolean pointed = !event.isKeyboardTrigger();
        if (pointed && plot.hoveredProperty().get() >= 0) {
            plot.selectedProperty().set(plot.hoveredProperty().get());
        }
        offer(here, model.axisProperty().get(), pointed ? plot.costAcrossAt(event.getX(), event.getY()) : OptionalDouble.empty());
        offer(hereUp, model.valueProperty().get(), pointed ? plot.costUpAt(event.getX(), event.getY()) : OptionalDouble.empty());
        menu.show(plot, event.getScreenX(), event.getScreenY());
        event.consume();
    }

    /** The candidate closest to a cost, if the axis has one that can have a limit. */
    private void offer(MenuItem item, PlotAxis axis, OptionalDouble cost) {
        item.setVisible(false);
        cost.ifPresent(value -> axis.limited().ifPresent(kind -> {
            item.setVisible(true);
            item.setText(texts.get("closest.here", texts.cost(kind), UnitSigns.format(kind.quantity(), value)));
            item.setOnAction(_ -> closest.findAt(kind, value));
        }));
    }
}
