package org.hasnas.cli.training;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import org.hasnas.chip.model.CostReport;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Report;
import org.hasnas.cli.report.TextTable;
import org.hasnas.simulation.model.Activity;
import org.hasnas.training.model.ClassScores;

/**
 * What a trained network does with a test image.
 *
 * @param training number of the training
 * @param image number of the image
 * @param chip what the inference costs on the project's chip at the spikes of each time step
 */
record ActivityReport(long training, int image, Activity activity, List<CostReport> chip) implements Report {
    private int said() {
        return ClassScores.best(activity.scores().stream().mapToDouble(Double::doubleValue).toArray());
    }

    private List<Double> microjoules() {
        return chip.stream().map(report -> report.total().energy().microjoules() / chip.size()).toList();
    }

    @Override
    public void text(PrintStream out) {
        out.println("training " + training + ", test image " + image + " of 0 to " + (activity.images() - 1) + ": class " + activity.label()
                + "; the network says " + said());
        out.println();
        TextTable votes = new TextTable("class", "score", "<that grows, by time step");
        for (int one = 0; one < activity.scores().size(); one++) {
            int number = one;
            votes.row(one, Figures.decimals(4, activity.scores().get(one)), activity.votes().stream()
                    .map(sofar -> Figures.decimals(4, sofar.get(number))).collect(Collectors.joining(", ")));
        }
        votes.print(out);
        out.println();
        TextTable layers = new TextTable("<neurons before", "neurons", "<that spike, by time step");
        for (Activity.LayerSpikes layer : activity.layers()) {
            layers.row(String.join(", ", layer.names()), layer.shape().size(), String.join(", ",
                    layer.rates().stream().map(rate -> Figures.percent(1, rate)).toList()));
        }
        layers.print(out);
        out.println();
        out.println("energy on the project's chip by time step: " + microjoules().stream().map(Figures::significant).collect(Collectors.joining(", "))
                + " uJ, " + Figures.significant(microjoules().stream().mapToDouble(Double::doubleValue).sum()) + " uJ in all");
    }

    @Override
    public JsonDocument json() {
        return JsonDocument.of("hasnas-activity", 1).put("training", training).put("image", image).put("images", activity.images())
                .put("label", activity.label()).put("answer", said()).put("scores", activity.scores()).put("scores_per_time_step", activity.votes())
                .put("energy_uJ_per_time_step", microjoules())
                .put("layers", activity.layers().stream().map(layer -> new JsonDocument().put("layers", layer.names())
                        .put("height", layer.shape().height()).put("width", layer.shape().width()).put("channels", layer.shape().channels())
                        .put("firing_rate_per_time_step", layer.rates()).put("spikes_per_time_step", layer.byTimeStep())).toList());
    }
}
