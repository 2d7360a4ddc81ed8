package org.hasnas.workbench.diagram;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import org.hasnas.chip.model.CostReport;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.SpikeSimCostReport;

/**
 * A chip to scale: a square of the area that the layers' tiles have, each layer a rectangle of its area, in it its tiles, all of one size, and in these
 * their PEs with their arrays, which share a tile equally. The
 * reports know areas and numbers, not places: which tile lies beside which is chosen here so that rectangles are as near to squares as they get
 * (squarified treemap, Bruls, Huizing and van Wijk 2000).
 *
 * @param side of the square in metres
 * @param regions largest first
 */
public record ChipPlan(double side, List<Region> regions) {
    public ChipPlan {
        regions = List.copyOf(regions);
    }

    /** A rectangle in metres from the upper left corner of the chip. */
    public record Place(double x, double y, double width, double height) {
        public boolean contains(double atX, double atY) {
            return atX >= x && atX < x + width && atY >= y && atY < y + height;
        }

        /** Equal parts of this rectangle in rows and columns, as many of each or one row less. */
        public List<Place> parts(long count) {
            long columns = (long) Math.ceil(Math.sqrt((double) count));
            long rows = Math.ceilDiv(count, columns);
            return LongStream.range(0, count).mapToObj(part -> {
                long row = part / columns;
                return new Place(x + width * (part % columns) / columns, y + height * row / rows, width / columns, height / rows);
            }).toList();
        }
    }

    /**
     * A layer on the chip.
     *
     * @param arrays used crossbars of all tiles together
     * @param utilizationFraction used cells of the cells of its tiles; empty if the model does not tell
     * @param joules energy of an inference, of all tiles together
     * @param tiles where they are (PEs, of a model that gives layers no tiles of their own)
     * @param elementsPerTile PEs of a tile; 1 if the tiles are PEs themselves
     * @param arraysPerElement crossbars of a PE, used or not
     */
    public record Region(String layer, Place place, long arrays, OptionalDouble utilizationFraction, double joules, List<Place> tiles,
            long elementsPerTile, long arraysPerElement) {
        public Region {
            tiles = List.copyOf(tiles);
        }

        /** Energy for each area, in joule for each square metre. */
        public double density() {
            return joules / (place.width() * place.height());
        }
    }

    private record Part(String layer, double area, long tiles, long elementsPerTile, long arraysPerElement, long arrays,
            OptionalDouble utilizationFraction, double joules) {}

    /** The plan of a chip with these costs; without regions if nothing is mapped. */
    public static ChipPlan of(CostReport report) {
        List<Part> parts = switch (report) {
            case PhysicalCostReport physical -> physical.layers().stream().map(layer -> new Part(layer.layer(), layer.area().squareMetres(),
                    layer.tiles(), layer.elementsPerTile(), layer.arraysPerElement(), layer.crossbars() * layer.copies(),
                    OptionalDouble.of(layer.utilizationFraction()), layer.energy().joules()))
                    .toList();
            case SpikeSimCostReport spikeSim -> spikeSim.layers().stream().map(layer -> new Part(layer.layer(), layer.peArea().squareMetres(),
                    layer.processingElements(), 1, layer.crossbars() / Math.max(1, layer.processingElements()), layer.crossbars(),
                    OptionalDouble.empty(),
                    layer.energy().joules())).toList();
        };
        List<Part> mapped = parts.stream().filter(part -> part.area > 0 && part.tiles > 0)
                .sorted(Comparator.comparingDouble(Part::area).reversed()).toList();
        double side = Math.sqrt(mapped.stream().mapToDouble(Part::area).sum());
        List<Place> places = squares(mapped.stream().map(Part::area).toList(), new Place(0, 0, side, side));
        List<Region> regions = new ArrayList<>();
        for (int i = 0; i < mapped.size(); i++) {
            Part part = mapped.get(i);
            List<Double> equal = LongStream.range(0, part.tiles).mapToObj(_ -> part.area / part.tiles).toList();
            regions.add(new Region(part.layer, places.get(i), part.arrays, part.utilizationFraction, part.joules, squares(equal, places.get(i)),
                    part.elementsPerTile,
                    part.arraysPerElement));
        }
        return new ChipPlan(side, regions);
    }

    /** Rectangles of given areas, the largest first, that fill a place: rows along its shorter side, each as long as that makes squares better. */
    private static List<Place> squares(List<Double> areas, Place whole) {
        List<Place> places = new ArrayList<>();
        Place rest = whole;
        int from = 0;
        while (from < areas.size()) {
            double shorter = Math.min(rest.width, rest.height);
            int to = from + 1;
            double sum = areas.get(from);
            while (to < areas.size() && worst(areas, from, to + 1, sum + areas.get(to), shorter) <= worst(areas, from, to, sum, shorter)) {
                sum += areas.get(to);
                to++;
            }
            double thick = sum / shorter;
            double along = 0;
            boolean column = rest.width >= rest.height;
            for (int i = from; i < to; i++) {
                double length = areas.get(i) / thick;
                places.add(column ? new Place(rest.x, rest.y + along, thick, length) : new Place(rest.x + along, rest.y, length, thick));
                along += length;
            }
            rest = column ? new Place(rest.x + thick, rest.y, rest.width - thick, rest.height)
                    : new Place(rest.x, rest.y + thick, rest.width, rest.height - thick);
            from = to;
        }
        return places;
    }

    /** How far the worst of a row is from a square: length of its longer side in shorter ones. */
    private static double worst(List<Double> areas, int from, int to, double sum, double side) {
        double square = side * side / (sum * sum);
        return Math.max(square * areas.get(from), 1 / (square * areas.get(to - 1))); // the first is the largest, the last the smallest
    }
}
