package org.hasnas.workbench.diagram;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.Edge;
import org.hasnas.network.LayerNames;
import org.hasnas.network.LinearLayer;
import org.hasnas.network.Network;
import org.hasnas.network.Operation;
import org.hasnas.network.plan.CellPlan;
import org.hasnas.network.plan.MapShape;
import org.hasnas.network.plan.NetworkPlan;

/**
 * A whole network from the image at the top to the classes at the bottom, laid out. Each cell has its nodes one below the other; an edge to the next
 * node runs straight down, a longer one through a column to the right, a backward one through a column to the left. Boxes stand between the rows of
 * the nodes, so no line crosses one.
 *
 * @param width of all, in pixels
 * @param height of all, in pixels
 * @param centre of the middle column
 */
public record NetworkDiagram(double width, double height, double centre, List<Frame> frames, List<Arrow> arrows, List<Box> boxes) {
    private static final double MARGIN = 14;
    private static final double BOX_WIDTH = 172;
    private static final double LINE_HEIGHT = 15;
    private static final double PADDING = 7;
    private static final double NODE = 24;
    private static final double GAP = 22;
    private static final double COLUMN = BOX_WIDTH + 18;
    private static final double FRAME_HEAD = 22;

    public NetworkDiagram {
        frames = List.copyOf(frames);
        arrows = List.copyOf(arrows);
        boxes = List.copyOf(boxes);
    }

    /** What a box stands for. */
    public enum Kind {
        /** The image, or the classes. */
        END,
        /** Weights. */
        LAYER,
        /** An operation without weights. */
        PASS,
        /** A node of a cell: a sum. */
        NODE
    }

    /**
     * A box.
     *
     * @param name of the layer or edge, such as {@code cell1.0->3}; unique
     * @param lines what stands in it, the title first
     */
    public record Box(String name, Kind kind, double x, double y, double width, double height, List<String> lines) {
        public Box {
            lines = List.copyOf(lines);
        }

        double centre() {
            return x + width / 2;
        }

        double bottom() {
            return y + height;
        }

        double middle() {
            return y + height / 2;
        }
    }

    /**
     * A cubic curve that ends in an arrow head.
     *
     * @param controlX of both control points
     * @param controlY of both control points
     * @param backward whether it carries values of the time step before
     */
    public record Arrow(double fromX, double fromY, double controlX, double controlY, double toX, double toY, boolean backward) {}

    /** A frame around a cell. */
    public record Frame(String title, double x, double y, double width, double height) {}

    /** The words on boxes and frames, in the language of those who look. */
    public record Words(String image, String cell, String weights, String crossbar, String crossbars, String classes, String meanOver, String step,
            String steps) {
        /** As in reports. */
        public static final Words ENGLISH = new Words("image", "cell", "weights", "crossbar", "crossbars", "classes", "mean over", "time step",
                "time steps");
    }

    /**
     * Lays a network out.
     *
     * @param layers facts of its layers, see {@link LayerFacts#of}
     * @param words of its labels
     */
    public static NetworkDiagram of(Network network, List<LayerFacts> layers, Words words) {
        return new Layout(network, layers, words).diagram();
    }

    /** A number of three digits at most, with k, M or G. */
    public static String count(double number) {
        String unit = number >= 1e9 ? "G" : number >= 1e6 ? "M" : number >= 1e4 ? "k" : "";
        double scaled = number / switch (unit) {
            case "G" -> 1e9;
            case "M" -> 1e6;
            case "k" -> 1e3;
            default -> 1;
        };
        boolean whole = unit.isEmpty() && scaled == Math.rint(scaled);
        return String.format(Locale.ROOT, whole || scaled >= 100 ? "%.0f" : scaled >= 10 ? "%.1f" : "%.2f", scaled)
                + (unit.isEmpty() ? "" : " " + unit);
    }

    /** Height x width x channels, or the number of values without a map. */
    public static String shape(MapShape shape) {
        return shape.positions() == 1 ? Integer.toString(shape.channels()) : shape.height() + "x" + shape.width() + "x" + shape.channels();
    }

    private static final class Layout {
        private final Network network;
        private final Words words;
        private final NetworkPlan plan;
        private final Map<String, LayerFacts> layers;
        private final List<Box> boxes = new ArrayList<>();
        private final List<Arrow> arrows = new ArrayList<>();
        private final List<Frame> frames = new ArrayList<>();
        private final int left;
        private final int right;
        private final double centre;
        private double y = MARGIN;
        private Optional<Box> before = Optional.empty();

        Layout(Network network, List<LayerFacts> layers, Words words) {
            this.network = network;
            this.words = words;
            this.plan = NetworkPlan.of(network);
            this.layers = layers.stream().collect(Collectors.toMap(LayerFacts::name, Function.identity()));
            List<ConnectionMatrix> cells = network.architecture().matrices();
            left = cells.stream().mapToInt(cell -> -columns(cell).values().stream().mapToInt(Integer::intValue).min().orElse(0)).max().orElse(0);
            right = cells.stream().mapToInt(cell -> columns(cell).values().stream().mapToInt(Integer::intValue).max().orElse(0)).max().orElse(0);
            centre = 2 * MARGIN + Math.max(0, left) * COLUMN + BOX_WIDTH / 2;
        }

        /** Column of each edge: 0 in the middle, to the right the longer forward ones, to the left the backward ones; no two share a piece of one. */
        private static Map<Edge, Integer> columns(ConnectionMatrix cell) {
            Map<Edge, Integer> columns = new HashMap<>();
            for (int span = 1; span < cell.nodes(); span++) {
                for (Edge edge : cell.edges()) {
                    if (Math.abs(edge.target() - edge.source()) == span) {
                        int step = edge.isForward() ? 1 : -1;
                        int column = edge.isForward() && span == 1 ? 0 : step;
                        while (isTaken(columns, column, edge)) {
                            column += step;
                        }
                        columns.put(edge, column);
                    }
                }
            }
            return columns;
        }

        private static boolean isTaken(Map<Edge, Integer> columns, int column, Edge edge) {
            return columns.entrySet().stream().anyMatch(other -> other.getValue() == column && first(other.getKey()) < last(edge)
                    && first(edge) < last(other.getKey()));
        }

        private static int first(Edge edge) {
            return Math.min(edge.source(), edge.target());
        }

        private static int last(Edge edge) {
            return Math.max(edge.source(), edge.target());
        }

        NetworkDiagram diagram() {
            below(box("image", Kind.END, List.of(words.image(), shape(plan.stem().input()))));
            below(layer(LayerNames.STEM, LayerNames.STEM));
            for (NetworkPlan.Stage stage : plan.stages()) {
                stage.reduction().ifPresent(reduction -> below(layer(reduction.name(), reduction.name())));
                stage.cells().forEach(this::cell);
            }
            if (plan.classifier().pool() > 1) {
                below(box("pool", Kind.PASS, List.of("AvgPool" + plan.classifier().pool() + "x" + plan.classifier().pool())));
            }
            for (LinearLayer linear : network.linears()) {
                below(layer(linear.name(), linear.name()));
            }
            below(box("classes", Kind.END, List.of(network.template().classes() + " " + words.classes(), words.meanOver() + " "
                    + network.template().timeSteps() + " " + (network.template().timeSteps() == 1 ? words.step() : words.steps()))));
            return new NetworkDiagram(centre + BOX_WIDTH / 2 + right * COLUMN + 2 * MARGIN, y - GAP + MARGIN, centre, frames, arrows, boxes);
        }

        /** A box in the middle column, not yet placed. */
        private Box box(String name, Kind kind, List<String> lines) {
            return new Box(name, kind, centre - BOX_WIDTH / 2, y, BOX_WIDTH, 2 * PADDING + lines.size() * LINE_HEIGHT, lines);
        }

        /** A layer, with the 1x1 convolution that reads its sums, if there is one. */
        private Box layer(String title, String name) {
            List<LayerFacts> all = Stream.of(name, LayerNames.behind(name)).flatMap(part -> Stream.ofNullable(layers.get(part))).toList();
            List<String> lines = new ArrayList<>(List.of(title, shape(all.getFirst().input()) + " \u2192 " + shape(all.getLast().output())));
            long crossbars = all.stream().flatMap(facts -> facts.cost().stream()).mapToLong(LayerFacts.Cost::crossbars).sum();
            lines.add(count((double) all.stream().mapToLong(LayerFacts::parameters).sum()) + " " + words.weights()
                    + (crossbars == 0 ? "" : ", " + crossbars + " " + (crossbars == 1 ? words.crossbar() : words.crossbars())));
            OptionalDouble synaptic = all.getFirst().synapticOperations();
            lines.add(count((double) all.stream().mapToLong(LayerFacts::multiplyAccumulates).sum()) + " MACs"
                    + (synaptic.isEmpty() ? "" : ", " + count(synaptic.getAsDouble()) + " SOPs"));
            return box(name, Kind.LAYER, lines);
        }

        /** Places a box below all others and joins it with the one before. */
        private void below(Box box) {
            before.ifPresent(above -> straight(above, box, false));
            boxes.add(box);
            before = Optional.of(box);
            y = box.bottom() + GAP;
        }

        private void straight(Box from, Box to, boolean backward) {
            double middle = (from.bottom() + to.y()) / 2;
            arrows.add(new Arrow(from.centre(), from.bottom(), from.centre(), middle, to.centre(), to.y(), backward));
        }

        private void cell(CellPlan cell) {
            double top = y;
            y += FRAME_HEAD;
            ConnectionMatrix matrix = network.architecture().cell(cell.index());
            Map<Edge, Integer> columns = columns(matrix);
            List<Box> nodes = new ArrayList<>();
            Map<Edge, Box> operations = new LinkedHashMap<>();
            for (int node = 0; node < matrix.nodes(); node++) {
                Box circle = new Box("cell" + (cell.index() + 1) + "." + node, Kind.NODE, centre - NODE / 2, y, NODE, NODE,
                        List.of(Integer.toString(node)));
                nodes.add(circle);
                boxes.add(circle);
                y += NODE + GAP;
                double highest = 0;
                for (Edge edge : matrix.edges()) {
                    if ((first(edge) + last(edge) - 1) / 2 == node) {
                        highest = Math.max(highest, operation(cell.index(), matrix, edge, 0, 0).height());
                    }
                }
                for (Edge edge : matrix.edges()) {
                    if ((first(edge) + last(edge) - 1) / 2 == node) {
                        Box flat = operation(cell.index(), matrix, edge, 0, 0);
                        operations.put(edge, operation(cell.index(), matrix, edge, columns.getOrDefault(edge, 0) * COLUMN,
                                (highest - flat.height()) / 2));
                    }
                }
                y += highest > 0 ? highest + GAP : 0;
            }
            y -= GAP;
            before.ifPresent(above -> straight(above, nodes.getFirst(), false));
            operations.forEach((edge, box) -> {
                boxes.add(box);
                join(nodes.get(edge.source()), box, nodes.get(edge.target()), columns.getOrDefault(edge, 0), !edge.isForward());
            });
            before = Optional.of(nodes.getLast());
            y += PADDING;
            frames.add(new Frame(words.cell() + " " + (cell.index() + 1) + ": " + matrix.text(), MARGIN, top, centre + BOX_WIDTH / 2 + right * COLUMN,
                    y - top));
            y += GAP;
        }

        private Box operation(int cell, ConnectionMatrix matrix, Edge edge, double right, double down) {
            Operation operation = network.space().operation(matrix, edge);
            String name = LayerNames.edge(cell, edge);
            String title = edge + "  " + operation.label();
            Box box = layers.containsKey(name) ? layer(title, name) : box(name, Kind.PASS, List.of(title));
            return new Box(box.name(), box.kind(), box.x() + right, box.y() + down, box.width(), box.height(), box.lines());
        }

        /** From a node through an operation to another node: straight in the middle column, else round the corners at the rows of the nodes. */
        private void join(Box from, Box through, Box to, int column, boolean backward) {
            if (column == 0) {
                straight(from, through, backward);
                straight(through, to, backward);
                return;
            }
            double side = Math.signum(column) * NODE / 2;
            boolean down = from.y() < to.y();
            double x = through.centre();
            arrows.add(new Arrow(from.centre() + side, from.middle(), x, from.middle(), x, down ? through.y() : through.bottom(), backward));
            arrows.add(new Arrow(x, down ? through.bottom() : through.y(), x, to.middle(), to.centre() + side, to.middle(), backward));
        }
    }
}
