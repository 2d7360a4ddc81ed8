package org.hasnas.ui.project;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.MeasuredAccuracy;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobEnd;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.nir.model.ImportReport;
import org.hasnas.nir.model.ImportRequest;
import org.hasnas.search.model.Project;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.JobViewModel;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.workbench.cost.Costs;
import org.hasnas.workbench.exchange.Exchange;
import org.hasnas.workbench.training.Trainings;

/**
 * The networks of other tools that the open project keeps, on the chosen chip. They are simulated one after the other, in the background, to know how
 * often they spike; each appears when it is done.
 */
public final class ImportedNetworks {
    private static final String USUAL_PROFILE = "neurosim-22nm-rram";

    private final Exchange exchange;
    private final Costs costs;
    private final Trainings trainings;
    private final Background background;
    private final Dialogs dialogs;
    private final OpenProject project;
    private final JobViewModel<Progress, ImportReport> job;
    private final ReadOnlyObjectWrapper<List<ImportedNetwork>> networks = new ReadOnlyObjectWrapper<>(this, "networks", List.of());
    /** On the chosen chip, by name: a kept file is never written anew. */
    private final Map<String, ImportReport> reports = new HashMap<>();
    /** Grows with everything that makes answers out of date. */
    private long generation;

    /** What the project has of them. */
    private record Kept(List<Path> files, List<MeasuredAccuracy> accuracies) {
        String name(int file) {
            return String.valueOf(files.get(file).getFileName());
        }
    }

    public ImportedNetworks(Exchange exchange, Costs costs, Trainings trainings, UiServices around, OpenProject project) {
        this.exchange = exchange;
        this.costs = costs;
        this.trainings = trainings;
        this.background = around.background();
        this.dialogs = around.dialogs();
        this.project = project;
        this.job = new JobViewModel<>(background);
        project.whenOther(_ -> readAnew());
        project.chipProperty().subscribe((before, now) -> readAnew());
        project.measurementsProperty().subscribe((before, now) -> read());
    }

    /** By name. */
    public ReadOnlyObjectProperty<List<ImportedNetwork>> networksProperty() {
        return networks.getReadOnlyProperty();
    }

    /** Begins to find out what a network is and costs, on a chip and on the usual one of the other model. */
    public JobHandle<Progress, ImportReport> report(Path file, HardwareSettings chip, Path place) throws HasnasException {
        PhysicalSettings usual = costs.physical(USUAL_PROFILE, "", place, new SpikeRateSource.Given(SpikeRates.of(0)));
        return exchange.report(ImportRequest.usual(file, chip, usual));
    }

    /** Takes the report on a network that the project keeps from now on, on a chip. */
    public void add(ImportReport report, HardwareSettings chip) {
        if (chip.equals(project.chip())) {
            reports.put(report.name(), report);
        }
        read();
    }

    private void readAnew() {
        reports.clear();
        networks.set(List.of());
        read();
    }

    /** Looks which networks the project keeps now, and what was measured of them. */
    private void read() {
        long now = ++generation;
        job.drop();
        Project open = project.opened().orElse(null);
        if (open != null) {
            background.run(() -> new Kept(exchange.kept(open), trainings.accuracies(open)), kept -> {
                if (now == generation) {
                    next(kept, 0, List.of());
                }
            }, dialogs::notice);
        }
    }

    private void next(Kept kept, int from, List<ImportedNetwork> before) {
        List<ImportedNetwork> now = before;
        int file = from;
        while (file < kept.files().size() && reports.containsKey(kept.name(file))) {
            now = with(now, kept.files().get(file), Objects.requireNonNull(reports.get(kept.name(file))), kept);
            file++;
        }
        networks.set(now);
        if (file < kept.files().size()) {
            simulate(kept, file, now);
        }
    }

    private void simulate(Kept kept, int file, List<ImportedNetwork> before) {
        Path path = kept.files().get(file);
        HardwareSettings chip = project.chip();
        Path place = project.folderOrHome();
        job.start(() -> report(path, chip, place), _ -> {}, end -> {
            switch (end) {
                case JobEnd.Finished<ImportReport>(ImportReport report) -> {
                    reports.put(kept.name(file), report);
                    next(kept, file, before);
                }
                case JobEnd.Failed<ImportReport>(Throwable cause) -> {
                    dialogs.notice(Background.sentenceOf(cause));
                    next(kept, file + 1, before);
                }
                case JobEnd.Stopped<ImportReport> _ -> {}
            }
        }, dialogs::notice);
    }

    private List<ImportedNetwork> with(List<ImportedNetwork> before, Path file, ImportReport report, Kept kept) {
        List<ImportedNetwork> more = new ArrayList<>(before);
        more.add(new ImportedNetwork(file, report, report.cost(project.chip().model()), kept.accuracies().stream()
                .filter(known -> known.candidateHash().equals(report.hash())).map(MeasuredAccuracy::accuracy).toList()));
        return List.copyOf(more);
    }
}
