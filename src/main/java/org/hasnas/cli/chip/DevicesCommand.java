package org.hasnas.cli.chip;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.hasnas.chip.model.DeviceStatistics;
import org.hasnas.chip.model.DeviceStatistics.Drift;
import org.hasnas.chip.model.DeviceStatistics.Writing;
import org.hasnas.cli.console.ReportCommand;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Report;
import org.hasnas.cli.report.TextTable;
import org.hasnas.error.HasnasException;
import picocli.CommandLine.Command;

/** {@code hasnas devices}: the published memory devices that chips can be made of. */
@Command(name = "devices", description = "Lists the published memory devices of the program, for --devices of chip-accuracy, explore, search and cost"
        + " and for 'devices' in a project's hardware: how far their cells are from their levels, over time, and what writing takes.",
        footer = {
            "  hasnas devices",
            "  hasnas chip-accuracy my-project --network 1 --devices pcm-nandakumar-2019 --sweep age=1,3600,86400 --compensation array-gain"})
public final class DevicesCommand extends ReportCommand {
    public DevicesCommand(Session session) {
        super(session);
    }

    @Override
    protected Report report() throws HasnasException {
        return new Listing(session().workbench().costs().devices());
    }

    private record Listing(List<DeviceStatistics> devices) implements Report {
        private static final double DAY = 86_400;

        @Override
        public void text(PrintStream out) {
            out.println(
                    "Deviations as percentages of the highest conductance, at the highest level, half of it and a tenth of it; loss as a percentage of a cell's own.");
            TextTable table = new TextTable("device", "highest uS", "after 1 s", "after a day", "loss in a day %", "read noise %", "pulses",
                    "pJ per pulse", "endurance");
            for (DeviceStatistics device : devices) {
                Writing writing = device.writing();
                table.row(device.id(), Figures.significant(device.highestSiemens() * 1e6), deviations(device, 1), deviations(device, DAY),
                        Figures.significant(100 * loss(device)), Figures.significant(100 * device.readNoiseRatio()),
                        Figures.significant(writing.meanPulses()), Figures.significant(writing.pulseJoules() * 1e12),
                        String.format(Locale.ROOT, "%.0e to %.0e", writing.leastPulses(), writing.mostPulses()));
            }
            table.print(out);
            for (DeviceStatistics device : devices) {
                out.println();
                out.println(device.id() + ": " + device.description() + ".");
                out.println("  Trust: " + device.trust());
                device.sources().forEach(source -> out.println("  " + source.paper() + ". " + source.where() + ". " + source.fit() + "."));
            }
        }

        private static String deviations(DeviceStatistics device, double age) {
            return String.format(Locale.ROOT, "%.1f, %.1f, %.1f", 100 * deviation(device, 1, age), 100 * deviation(device, 0.5, age),
                    100 * deviation(device, 0.1, age));
        }

        /** Of all that is random in a cell, its drift apart. */
        private static double deviation(DeviceStatistics device, double g, double age) {
            double relaxed = device.relaxation().deviationFraction() + device.relaxation().deviationRate() * Math.log(age);
            return Math.hypot(Math.hypot(device.programmingDeviation(g, age), relaxed), g * device.flickerRatio(g, age));
        }

        /** On average, of a cell at the highest level, from one second to a day. */
        private static double loss(DeviceStatistics device) {
            Drift drift = device.drift();
            return 1 - Math.pow((DAY + drift.firstSeconds()) / (1 + drift.firstSeconds()), -drift.mean().value(1))
                    - device.relaxation().shiftRate() * Math.log(DAY);
        }

        @Override
        public JsonDocument json() {
            return JsonDocument.of("hasnas-devices", 1).put("devices", devices.stream().map(Listing::json).toList());
        }

        private static JsonDocument json(DeviceStatistics device) {
            Writing writing = device.writing();
            return new JsonDocument().put("id", device.id()).put("technology", device.technology()).put("description", device.description())
                    .put("trust", device.trust())
                    .put("sources", device.sources().stream().map(source -> new JsonDocument().put("paper", source.paper())
                            .put("where", source.where()).put("fit", source.fit())).toList())
                    .put("lowest_uS", device.lowestSiemens() * 1e6).put("highest_uS", device.highestSiemens() * 1e6)
                    .put("deviation_after_1_s", List.of(deviation(device, 1, 1), deviation(device, 0.5, 1), deviation(device, 0.1, 1)))
                    .put("deviation_after_a_day", List.of(deviation(device, 1, DAY), deviation(device, 0.5, DAY), deviation(device, 0.1, DAY)))
                    .put("loss_in_a_day", loss(device)).put("read_noise", device.readNoiseRatio())
                    .put("stuck_on", device.stuckOnProbability()).put("stuck_off", device.stuckOffProbability())
                    .put("pulses_per_cell", writing.meanPulses()).put("pulse_s", writing.pulseSeconds())
                    .put("pulse_pJ", writing.pulseJoules() * 1e12).put("verify_s", writing.verifySeconds())
                    .put("endurance_least", writing.leastPulses()).put("endurance_most", writing.mostPulses());
        }
    }
}
