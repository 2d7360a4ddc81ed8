package org.hasnas.ui.plot;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.ui.accuracy.AccuracyText;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UnitSigns;
import org.hasnas.ui.plot.canvas.ChoiceAxis;
import org.hasnas.ui.plot.canvas.CostAxis;
import org.hasnas.ui.plot.canvas.ImportedMark;
import org.hasnas.ui.plot.canvas.PlotAxis;
import org.hasnas.ui.plot.canvas.PlotValue;
import org.hasnas.ui.project.ImportedNetwork;
import org.hasnas.ui.project.OpenProject;

/** Where networks of other tools stand in the plot, and what is told of them. */
final class ImportedMarks {
    private static final double PERCENT = 100;

    private final OpenProject project;
    private final Texts texts;
    private final PlotAxes axes;

    ImportedMarks(OpenProject project, Texts texts, PlotAxes axes) {
        this.project = project;
        this.texts = texts;
        this.axes = axes;
    }

    /** Each at its costs and accuracies: once, or where the y axis has accuracies of all kinds at each of these. */
    List<ImportedMark> of(List<ImportedNetwork> networks) {
        return networks.stream().flatMap(network -> network.cost().stream().flatMap(cost -> marks(network, cost.total()))).toList();
    }

    private Stream<ImportedMark> marks(ImportedNetwork network, HardwareCost cost) {
        double x = at(axes.across(), network, cost);
        if (Double.isNaN(x)) {
            return Stream.empty();
        }
        boolean all = axes.up() == PlotValue.ALL_ACCURACIES;
        List<Accuracy> measured = accuracies(axes.up(), network);
        List<String> told = measured.isEmpty() ? List.of(texts.get("plot.hover.no-accuracy")) : measured.stream().map(known -> texts.get(
                "plot.hover.accuracy-interval", texts.accuracy(known.kind()), AccuracyText.percent(PERCENT * known.fraction()),
                AccuracyText.interval(known, texts))).toList();
        return all && !measured.isEmpty()
                ? IntStream.range(0, measured.size()).mapToObj(i -> mark(network, cost, x, PERCENT * measured.get(i).fraction(), told.get(i)))
                : Stream.of(mark(network, cost, x, at(axes.up(), network, cost), String.join("\n", told)));
    }

    private ImportedMark mark(ImportedNetwork network, HardwareCost cost, double x, double y, String told) {
        boolean feasible = project.limits().isMetBy(cost);
        String costs = Stream.of(CostKind.values()).map(kind -> UnitSigns.format(kind.quantity(), kind.costOf(cost, project.limits().memoryScope())))
                .collect(Collectors.joining(", "));
        String name = network.report().name();
        return new ImportedMark(name, x, y, feasible, texts.get("plot.hover.imported", name, told, costs,
                texts.get(feasible ? "table.feasible" : "parallel.infeasible")));
    }

    /** What was measured of a network of another tool and belongs to an axis; of axes that have no accuracies, everything. */
    private static List<Accuracy> accuracies(PlotAxis of, ImportedNetwork network) {
        List<AccuracyKind> kinds = switch (of) {
            case PlotValue shownValue -> switch (shownValue) {
                case FITNESS -> List.of();
                case EXPECTED -> List.of(AccuracyKind.TRAINED); // what a design is expected to have in the end
                case PREDICTED, BENCHMARK, TRAINED, QUANTIZED, ON_CHIP -> shownValue.kind().stream().toList();
                case ALL_ACCURACIES -> List.of(AccuracyKind.values());
            };
            case CostAxis _,ChoiceAxis _ -> List.of(AccuracyKind.values());
        };
        return kinds.stream().flatMap(kind -> network.accuracy(kind).stream()).toList();
    }

    /** Where a network of another tool stands on an axis, NaN if it has no such number, or several. */
    private double at(PlotAxis of, ImportedNetwork network, HardwareCost cost) {
        return switch (of) {
            case CostAxis shownCost -> shownCost.of(cost, project.limits().memoryScope());
            case PlotValue shownValue when shownValue == PlotValue.ALL_ACCURACIES -> Double.NaN;
            case PlotValue shownValue -> accuracies(shownValue, network).stream().mapToDouble(known -> PERCENT * known.fraction()).findFirst()
                    .orElse(Double.NaN);
            case ChoiceAxis _ -> Double.NaN;
        };
    }
}
