package org.hasnas.ui.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobHandle;
import org.hasnas.search.model.RunProgress;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.Trial;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.project.DesignGroup;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.workbench.cost.Costs;
import org.jspecify.annotations.Nullable;

/** Brings the trials of the shown runs to the window, with the costs of the chosen chip. Used by the JavaFX thread. */
final class ShownTrials {
    private final Costs costs;
    private final Background background;
    private final Dialogs dialogs;
    private final Texts texts;
    private final OpenProject project;
    /** What was loaded, with the costs of each run's own chip. */
    private List<DesignGroup> stored = List.of();
    /** The trials so far of the run that is worked on, with the costs of its own chip. */
    private final List<Trial> pulled = new ArrayList<>();
    /** Whether new trials are being priced for the chosen chip; none are pulled meanwhile. */
    private boolean pricing;
    /** Where new trials come from, if one of the shown runs runs or ran in this session. */
    private @Nullable JobHandle<RunProgress, RunSummary> source;
    /** Whether the best candidate is to be selected as soon as all are there. */
    private boolean bestWanted;
    /** Grows with everything that makes a running load or pricing of trials out of date. */
    private long generation;

    ShownTrials(Costs costs, UiServices around, OpenProject project) {
        this.costs = costs;
        this.background = around.background();
        this.dialogs = around.dialogs();
        this.texts = around.texts();
        this.project = project;
    }

    /**
     * Forgets the trials shown so far and all work on them.
     *
     * @return what {@link #isCurrent} asks for until something else is shown
     */
    long begin() {
        pricing = false;
        bestWanted = false;
        source = null;
        stored = List.of();
        pulled.clear();
        return ++generation;
    }

    /** Whether what was begun then is still what is shown, on the chip of then. */
    boolean isCurrent(long begun) {
        return begun == generation;
    }

    /** Designs with the costs of a chip, and as they are stored. */
    record Priced(List<DesignGroup> stored, List<DesignGroup> priced) {
        static final Priced NOTHING = new Priced(List.of(), List.of());
    }

    /** Computes the costs of a chip; for a worker. */
    Priced price(List<DesignGroup> groups, HardwareSettings chip) throws HasnasException {
        List<DesignGroup> priced = new ArrayList<>();
        for (DesignGroup group : groups) {
            priced.add(chip.equals(group.request().hardware()) ? group : group.withTrials(costs.recost(group.request(), group.trials(), chip)));
        }
        return new Priced(groups, priced);
    }

    /**
     * Shows what was loaded.
     *
     * @param search of a further run, that runs or ran in this session: its trials are taken each time {@link #pull} is called
     */
    void show(Priced loaded, Optional<JobHandle<RunProgress, RunSummary>> search) {
        stored = loaded.stored();
        source = search.orElse(null);
        project.show(Stream.concat(loaded.priced().stream(), search.map(from -> working(from, List.of())).stream()).toList());
        pull();
    }

    private static DesignGroup working(JobHandle<RunProgress, RunSummary> search, List<Trial> trials) {
        RunProgress now = search.progress();
        return new DesignGroup(OptionalLong.of(now.run().id()), now.run().request(), trials, now.ladder());
    }

    /** Selects the best candidate once all trials are there. */
    void selectBestAtTheEnd() {
        bestWanted = true;
    }

    /** Shows what is new of the run that runs or ran in this session, if one of those shown does. */
    void pull() {
        JobHandle<RunProgress, RunSummary> search = source;
        if (search == null || pricing) {
            return;
        }
        RunProgress now = search.progress();
        if (now.done() > pulled.size()) {
            take(now.run(), now.trials().subList(pulled.size(), now.done()));
        }
        project.outlooks().take(now.ladder());
        if (bestWanted && !pricing) {
            bestWanted = false;
            project.selectedProperty().set(project.outlooks().exist() ? project.outlooks().best() : project.known().best());
        }
    }

    private void take(RunSummary run, List<Trial> fresh) {
        HardwareSettings chip = project.chip();
        if (chip.equals(run.request().hardware())) {
            pulled.addAll(fresh);
            project.known().append(fresh);
            return;
        }
        pricing = true;
        long asked = generation;
        background.run(() -> costs.recost(run.request(), fresh, chip), priced -> {
            if (isCurrent(asked)) {
                pricing = false;
                pulled.addAll(fresh);
                project.known().append(priced);
                pull();
            }
        }, sentence -> dialogs.problem(texts.get("hardware.problem"), sentence));
    }

    /** Takes another chip: the costs of all known trials are computed anew, then all is shown at once. */
    void choose(HardwareSettings chip) {
        pricing = true; // new trials wait, since they come behind these
        long asked = ++generation;
        JobHandle<RunProgress, RunSummary> search = source;
        List<DesignGroup> all = Stream.concat(stored.stream(), search == null ? Stream.empty() : Stream.of(working(search, pulled))).toList();
        background.run(() -> price(all, chip), priced -> {
            if (isCurrent(asked)) {
                pricing = false;
                project.takeChip(chip, priced.priced().stream().flatMap(group -> group.trials().stream()).toList());
                pull();
            }
        }, sentence -> {
            if (isCurrent(asked)) {
                pricing = false;
            }
            dialogs.problem(texts.get("hardware.problem"), sentence);
        });
    }
}
