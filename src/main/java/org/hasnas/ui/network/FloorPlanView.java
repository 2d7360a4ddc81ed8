package org.hasnas.ui.network;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import org.hasnas.ui.chart.Chart;
import org.hasnas.ui.form.Choice;
import org.hasnas.ui.fx.MutedLabel;
import org.hasnas.ui.fx.Texts;
import org.hasnas.units.Quantity;
import org.hasnas.workbench.diagram.ChipPlan;

/** The chip to scale: layers with their tiles, and where there is room the arrays of a tile; light where much is used, or much energy taken. */
final class FloorPlanView extends VBox {
    private static final double LEAST_TILE = 22;

    /** What light and dark tell. */
    private enum Shades {
        UTILIZATION, ENERGY
    }

    private final Texts texts;
    private final ObjectProperty<Shades> shades = new SimpleObjectProperty<>(this, "shades", Shades.UTILIZATION);
    private final Plan plan;
    private final MutedLabel legend = new MutedLabel("");
    private final Label told = new Label();
    private Optional<ChipPlan> shown = Optional.empty();
    private String layer = "";

    FloorPlanView(NetworkViewModel model, Texts texts) {
        super(8);
        this.texts = texts;
        this.plan = new Plan(model::choose);
        setId("floor-plan");
        plan.setId("floor-plan-chip");
        told.setId("floor-plan-layer");
        told.setWrapText(true);
        told.setMinHeight(USE_PREF_SIZE);
        Choice<Shades> what = new Choice<>("floor-plan-shades", List.of(Shades.values()), choice -> switch (choice) {
            case UTILIZATION -> texts.get("floor.utilization");
            case ENERGY -> texts.get("floor.energy");
        }).small().wide().of(shades);
        getChildren().addAll(what, plan, legend, told);
        model.costProperty().subscribe(now -> {
            shown = now.map(ChipPlan::of).filter(found -> !found.regions().isEmpty());
            show();
        });
        model.layerProperty().subscribe(now -> {
            layer = now;
            show();
        });
        shades.subscribe((before, now) -> show());
    }

    private void show() {
        double most = shown.stream().flatMap(chip -> chip.regions().stream()).mapToDouble(ChipPlan.Region::density).max().orElse(1);
        legend.setText(shown.map(chip -> switch (shades.get()) {
            case UTILIZATION -> chip.regions().getFirst().utilizationFraction().isPresent() ? texts.get("floor.legend.utilization", area(chip))
                    : texts.get("floor.legend.unknown", area(chip));
            case ENERGY -> texts.get("floor.legend.energy", area(chip), String.format(Locale.ROOT, "%.3g", most)); // 1 J/m2 is 1 uJ/mm2
        }).orElseGet(() -> texts.get("floor.none")));
        told.setText(shown.flatMap(this::chosen).map(this::words).orElse(""));
        plan.setAccessibleText(legend.getText() + " " + told.getText());
        plan.requestLayout();
    }

    private Optional<ChipPlan.Region> chosen(ChipPlan chip) {
        return chip.regions().stream().filter(region -> region.layer().equals(layer)).findFirst();
    }

    private static String area(ChipPlan chip) {
        return Quantity.AREA.format(chip.side() * chip.side()).strip();
    }

    /** A layer of the chip in numbers. */
    private String words(ChipPlan.Region region) {
        String used = region.utilizationFraction().stream().mapToObj(part -> texts.get("floor.used", String.format(Locale.ROOT, "%.1f", 100 * part)))
                .findFirst().orElse("");
        return texts.get("floor.layer", region.layer(), region.tiles().size(), region.arrays(),
                Quantity.AREA.format(region.place().width() * region.place().height()).strip(), Quantity.ENERGY.format(region.joules()).strip(),
                used);
    }

    /** The drawing. Left and right go from layer to layer. */
    private final class Plan extends Region implements Chart {
        private final Canvas canvas = new Canvas();
        private final Consumer<String> choose;

        Plan(Consumer<String> choose) {
            this.choose = choose;
            canvas.setManaged(false);
            canvas.setMouseTransparent(true);
            getChildren().add(canvas);
            getStyleClass().add("floor-plan");
            setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
            setCursor(Cursor.HAND);
            setFocusTraversable(true);
            setAccessibleRole(AccessibleRole.IMAGE_VIEW);
            Tooltip tip = new Tooltip();
            Tooltip.install(this, tip);
            setOnMouseMoved(event -> at(event.getX(), event.getY()).ifPresent(region -> tip.setText(words(region))));
            setOnMouseClicked(event -> at(event.getX(), event.getY()).ifPresent(region -> choose.accept(region.layer())));
            setOnKeyPressed(this::press);
        }

        private Optional<ChipPlan.Region> at(double x, double y) {
            return shown.flatMap(chip -> chip.regions().stream()
                    .filter(region -> region.place().contains(x * chip.side() / getWidth(), y * chip.side() / getWidth())).findFirst());
        }

        private void press(KeyEvent event) {
            int step = switch (event.getCode()) {
                case LEFT, UP -> -1;
                case RIGHT, DOWN -> 1;
                default -> 0;
            };
            if (step != 0) {
                shown.ifPresent(chip -> {
                    int next = chosen(chip).map(chip.regions()::indexOf).orElse(-1) + step;
                    choose.accept(chip.regions().get(Math.clamp(next, 0, chip.regions().size() - 1)).layer());
                });
                event.consume();
            }
        }

        @Override
        public Orientation getContentBias() {
            return Orientation.HORIZONTAL;
        }

        @Override
        protected double computePrefHeight(double width) {
            return shown.isPresent() ? width : 0;
        }

        @Override
        protected double computeMinHeight(double width) {
            return computePrefHeight(width);
        }

        @Override
        protected void layoutChildren() {
            canvas.setWidth(getWidth());
            canvas.setHeight(getHeight());
            GraphicsContext context = canvas.getGraphicsContext2D();
            context.clearRect(0, 0, getWidth(), getHeight());
            shown.ifPresent(chip -> draw(context, chip, getWidth() / chip.side()));
        }

        private void draw(GraphicsContext context, ChipPlan chip, double scale) {
            double most = chip.regions().stream().mapToDouble(ChipPlan.Region::density).max().orElse(1);
            for (ChipPlan.Region region : chip.regions()) {
                Color colour = switch (shades.get()) {
                    case UTILIZATION -> region.utilizationFraction().isPresent() ? HeatMap.sequential(region.utilizationFraction().getAsDouble())
                            : Color.web("#8c959f");
                    case ENERGY -> HeatMap.sequential(region.density() / most);
                };
                long arrays = Math.max(1, Math.ceilDiv(region.arrays(), region.tiles().size()));
                for (ChipPlan.Place tile : region.tiles()) {
                    double gap = tile.width() * scale > 4 ? 1 : 0;
                    context.setFill(colour);
                    context.fillRect(tile.x() * scale, tile.y() * scale, tile.width() * scale - gap, tile.height() * scale - gap);
                    if (Math.min(tile.width(), tile.height()) * scale > LEAST_TILE && arrays > 1) {
                        drawArrays(context, tile, scale, arrays, colour.getBrightness() > 0.5 ? Color.BLACK : Color.WHITE);
                    }
                }
                boolean chosen = region.layer().equals(layer);
                context.setStroke(chosen ? Color.web("#e0218a") : Color.web("#57606a"));
                context.setLineWidth(chosen ? 3 : 1.5);
                ChipPlan.Place place = region.place();
                context.strokeRect(place.x() * scale + 0.5, place.y() * scale + 0.5, place.width() * scale - 2, place.height() * scale - 2);
            }
        }

        /** Fine lines between the arrays of a tile. */
        private static void drawArrays(GraphicsContext context, ChipPlan.Place tile, double scale, long arrays, Color line) {
            int columns = (int) Math.ceil(Math.sqrt(arrays * tile.width() / tile.height()));
            int rows = (int) Math.ceilDiv(arrays, columns);
            context.setStroke(Color.color(line.getRed(), line.getGreen(), line.getBlue(), 0.35));
            context.setLineWidth(0.6);
            for (int column = 1; column < columns; column++) {
                double x = (tile.x() + tile.width() * column / columns) * scale;
                context.strokeLine(x, tile.y() * scale, x, (tile.y() + tile.height()) * scale);
            }
            for (int row = 1; row < rows; row++) {
                double y = (tile.y() + tile.height() * row / rows) * scale;
                context.strokeLine(tile.x() * scale, y, (tile.x() + tile.width()) * scale, y);
            }
        }
    }
}
