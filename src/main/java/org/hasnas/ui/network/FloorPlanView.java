package org.hasnas.ui.network;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import org.hasnas.ui.chart.Chart;
import org.hasnas.ui.form.Choice;
import org.hasnas.ui.fx.Arrows;
import org.hasnas.ui.fx.MutedLabel;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UnitSigns;
import org.hasnas.units.Quantity;
import org.hasnas.workbench.diagram.ChipPlan;

/**
 * The chip to scale: layers with their tiles, and where there is room the PEs of a tile and their arrays; light where much is used, or much energy
 * taken. Scrolling zooms, dragging moves.
 */
final class FloorPlanView extends VBox {
    /** Pixels of the side of a tile or PE from which its parts are drawn. */
    private static final double LEAST_SIDE = 16;
    /** So that what the colours mean is seen below it in a low window. */
    private static final double LEAST_OF_CHIP = 400;
    private static final double MOST_ZOOM = 64;
    private static final Font NAME_FONT = Font.font(11);
    private static final double NAME_OF_CHARACTER = 8;
    private static final double NAME_HEIGHT = 24;
    private static final double ZOOM_OF_KEY = 1.5;
    private static final double ZOOM_OF_PIXEL = 1.005;

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
        setVgrow(plan, Priority.ALWAYS);
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
        return UnitSigns.format(Quantity.AREA, chip.side() * chip.side());
    }

    /** A layer of the chip in numbers. */
    private String words(ChipPlan.Region region) {
        String used = region.utilizationFraction().stream().mapToObj(part -> texts.get("floor.used", String.format(Locale.ROOT, "%.1f", 100 * part)))
                .findFirst().orElse("");
        String area = UnitSigns.format(Quantity.AREA, region.place().width() * region.place().height());
        String energy = UnitSigns.format(Quantity.ENERGY, region.joules());
        return region.utilizationFraction().isPresent()
                ? texts.get("floor.layer", region.layer(), region.tiles().size(), region.elementsPerTile(), region.arraysPerElement(),
                        region.arrays(),
                        area, energy, used)
                : texts.get("floor.elements", region.layer(), region.tiles().size(), region.arraysPerElement(), area, energy);
    }

    /** The drawing. Arrows go from layer to layer, + and - zoom around the chosen one, Home shows everything. */
    private final class Plan extends Region implements Chart {
        private final Canvas canvas = new Canvas();
        private final Consumer<String> choose;
        /** What the upper left corner shows, as fractions of the chip's side; how many times larger than the whole chip. */
        private double left;
        private double top;
        private double zoom = 1;
        private double pressX;
        private double pressY;

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
            setOnMouseClicked(event -> {
                if (event.isStillSincePress()) {
                    at(event.getX(), event.getY()).ifPresent(region -> choose.accept(region.layer()));
                }
            });
            setOnMousePressed(event -> {
                pressX = event.getX();
                pressY = event.getY();
            });
            setOnMouseDragged(event -> {
                look(left - (event.getX() - pressX) / side() / zoom, top - (event.getY() - pressY) / side() / zoom, zoom);
                pressX = event.getX();
                pressY = event.getY();
            });
            setOnScroll(event -> {
                if (event.getDeltaY() != 0 && !event.isInertia()) {
                    zoomAround(event.getX() / side(), event.getY() / side(), Math.pow(ZOOM_OF_PIXEL, event.getDeltaY()));
                }
                event.consume();
            });
            setOnKeyPressed(this::press);
        }

        /** Looks at a part of the chip, which never leaves the picture. */
        private void look(double newLeft, double newTop, double newZoom) {
            zoom = Math.clamp(newZoom, 1, MOST_ZOOM);
            left = Math.clamp(newLeft, 0, 1 - 1 / zoom);
            top = Math.clamp(newTop, 0, 1 - 1 / zoom);
            requestLayout();
        }

        /** @param x and y of what stays where it is, as fractions of the picture's side */
        private void zoomAround(double x, double y, double factor) {
            double next = Math.clamp(zoom * factor, 1, MOST_ZOOM);
            look(left + x / zoom - x / next, top + y / zoom - y / next, next);
        }

        private Optional<ChipPlan.Region> at(double x, double y) {
            return shown.filter(chip -> x < side()).flatMap(chip -> chip.regions().stream().filter(region -> region.place()
                    .contains((left + x / side() / zoom) * chip.side(), (top + y / side() / zoom) * chip.side())).findFirst());
        }

        private void press(KeyEvent event) {
            if (Arrows.take(event, (down, right) -> step(down + right))) {
                return;
            }
            switch (event.getCode()) {
                case PLUS, ADD, EQUALS -> zoomToLayer(ZOOM_OF_KEY);
                case MINUS, SUBTRACT -> zoomToLayer(1 / ZOOM_OF_KEY);
                case HOME -> look(0, 0, 1);
                default -> {
                    return;
                }
            }
            event.consume();
        }

        private void step(int by) {
            shown.ifPresent(chip -> {
                int next = chosen(chip).map(chip.regions()::indexOf).orElse(-1) + by;
                choose.accept(chip.regions().get(Math.clamp(next, 0, chip.regions().size() - 1)).layer());
            });
        }

        /** The chosen layer, or what is seen, moves into the middle. */
        private void zoomToLayer(double factor) {
            double next = Math.clamp(zoom * factor, 1, MOST_ZOOM);
            shown.ifPresent(chip -> {
                Optional<ChipPlan.Place> place = chosen(chip).map(ChipPlan.Region::place);
                double x = place.map(one -> (one.x() + one.width() / 2) / chip.side()).orElse(left + 0.5 / zoom);
                double y = place.map(one -> (one.y() + one.height() / 2) / chip.side()).orElse(top + 0.5 / zoom);
                look(x - 0.5 / next, y - 0.5 / next, next);
            });
        }

        /** Of the square that shows the chip. */
        private double side() {
            return Math.min(getWidth(), getHeight());
        }

        @Override
        public Orientation getContentBias() {
            return Orientation.HORIZONTAL;
        }

        @Override
        protected double computePrefHeight(double width) {
            return shown.isPresent() ? Math.min(width, LEAST_OF_CHIP) : 0;
        }

        @Override
        protected double computeMaxHeight(double width) {
            return shown.isPresent() ? width : 0;
        }

        @Override
        protected double computeMinHeight(double width) {
            return computePrefHeight(width);
        }

        @Override
        protected void layoutChildren() {
            canvas.setWidth(side());
            canvas.setHeight(side());
            GraphicsContext context = canvas.getGraphicsContext2D();
            context.clearRect(0, 0, side(), side());
            shown.ifPresent(chip -> draw(context, chip));
        }

        private void draw(GraphicsContext context, ChipPlan chip) {
            double scale = side() * zoom / chip.side();
            context.save();
            context.translate(-left * zoom * side(), -top * zoom * side());
            double most = chip.regions().stream().mapToDouble(ChipPlan.Region::density).max().orElse(1);
            for (ChipPlan.Region region : chip.regions()) {
                Color colour = switch (shades.get()) {
                    case UTILIZATION -> region.utilizationFraction().isPresent() ? HeatMap.sequential(region.utilizationFraction().getAsDouble())
                            : Color.web("#8c959f");
                    case ENERGY -> HeatMap.sequential(region.density() / most);
                };
                region.tiles().stream().filter(tile -> isSeen(tile, scale)).forEach(tile -> drawTile(context, region, tile, scale, colour));
                boolean chosen = region.layer().equals(layer);
                context.setStroke(chosen ? Color.web("#e0218a") : Color.web("#57606a"));
                context.setLineWidth(chosen ? 3 : 1.5);
                ChipPlan.Place place = region.place();
                context.strokeRect(place.x() * scale + 0.5, place.y() * scale + 0.5, place.width() * scale - 2, place.height() * scale - 2);
                drawName(context, region.layer(), place, scale);
            }
            context.restore();
        }

        /** Where it fits; readable on every colour. */
        private static void drawName(GraphicsContext context, String name, ChipPlan.Place place, double scale) {
            if (place.width() * scale > NAME_OF_CHARACTER * name.length() && place.height() * scale > NAME_HEIGHT) {
                context.setFont(NAME_FONT);
                context.setTextBaseline(VPos.TOP);
                context.setStroke(Color.BLACK);
                context.setLineWidth(2.5);
                context.strokeText(name, place.x() * scale + 5, place.y() * scale + 3);
                context.setFill(Color.WHITE);
                context.fillText(name, place.x() * scale + 5, place.y() * scale + 3);
            }
        }

        private boolean isSeen(ChipPlan.Place place, double scale) {
            double x = place.x() * scale - left * zoom * side();
            double y = place.y() * scale - top * zoom * side();
            return x < side() && y < side() && x + place.width() * scale > 0 && y + place.height() * scale > 0;
        }

        /** With gaps between its PEs and fine lines between their arrays, as far as they are large enough to be seen. */
        private static void drawTile(GraphicsContext context, ChipPlan.Region region, ChipPlan.Place tile, double scale, Color colour) {
            double shorter = Math.min(tile.width(), tile.height()) * scale;
            double gap = shorter > 4 ? Math.min(4, 1 + shorter / 100) : 0;
            context.setFill(colour);
            if (shorter < LEAST_SIDE) {
                context.fillRect(tile.x() * scale, tile.y() * scale, tile.width() * scale - gap, tile.height() * scale - gap);
                return;
            }
            Color line = colour.getBrightness() > 0.5 ? Color.BLACK : Color.WHITE;
            context.setFill(colour.deriveColor(0, 1, 0.75, 1)); // what a tile has besides its PEs
            context.fillRect(tile.x() * scale, tile.y() * scale, tile.width() * scale - gap, tile.height() * scale - gap);
            for (ChipPlan.Place element : tile.parts(region.elementsPerTile())) {
                double width = element.width() * scale - 1.5 * gap;
                double height = element.height() * scale - 1.5 * gap;
                double x = element.x() * scale + gap / 4;
                double y = element.y() * scale + gap / 4;
                context.setFill(colour);
                context.fillRect(x, y, width, height);
                if (Math.min(width, height) > LEAST_SIDE) {
                    context.setStroke(Color.color(line.getRed(), line.getGreen(), line.getBlue(), 0.35));
                    context.setLineWidth(0.6);
                    new ChipPlan.Place(x, y, width, height).parts(region.arraysPerElement())
                            .forEach(array -> context.strokeRect(array.x(), array.y(), array.width(), array.height()));
                }
            }
        }
    }
}
