package org.hasnas.ui.run;

import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.workbench.project.Project;

/** Lines that do in a terminal what the window does. */
final class SearchCommandLine {
    private SearchCommandLine() {}

    /** Starts a search that differs from the project's file in settings that options can change. */
    static String start(Project project, SearchRequest request, int threads) {
        return search(project) + hardwareOptions(request.hardware(), project.search().hardware()) + " --algorithm " + request.algorithm().label()
                + " --budget " + request.budget() + " --seed " + request.seed() + " --threads " + threads;
    }

    static String resume(Project project, long runId, int threads) {
        return search(project) + " --resume " + runId + " --threads " + threads;
    }

    private static String search(Project project) {
        return "hasnas search " + ShellWord.quote(project.folder().toString());
    }

    /** What a command needs to search for a chip, if it is not the one in the project's file. */
    private static String hardwareOptions(HardwareSettings chip, HardwareSettings projects) {
        if (chip.equals(projects)) {
            return "";
        }
        return switch (chip) {
            case SpikeSimSettings spikeSim -> " --model " + chip.model().label();
            case PhysicalSettings physical -> " --model " + chip.model().label() + " --hardware " + ShellWord.quote(physical.profileName())
                    + (physical.catalogName().isEmpty() ? "" : " --catalog " + ShellWord.quote(physical.catalogName()))
                    + (projects instanceof PhysicalSettings saved && saved.spikeRates().equals(physical.spikeRates()) ? ""
                            : switch (physical.spikeRates()) {
                                case SpikeRateSource.Measured measured -> " --spike-rates measured";
                                case SpikeRateSource.Given(SpikeRates rates) -> " --spike-rates " + rates.commonRate();
                            });
        };
    }
}
