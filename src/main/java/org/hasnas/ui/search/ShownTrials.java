package org.hasnas.ui.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.job.JobHandle;
import org.hasnas.search.model.RunProgress;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.Trial;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.workbench.cost.Costs;
import org.jspecify.annotations.Nullable;

/** Brings the trials of the shown run to the window, with the costs of the chosen chip. Used by the JavaFX thread. */
final class ShownTrials {
    private final Costs costs;
    private final Background background;
    private final Dialogs dialogs;
    private final Texts texts;
    private final OpenProject project;
    /** The trials of the shown run as they were stored, with the costs of the run's own chip. */
    private final List<Trial> stored = new ArrayList<>();
    /** Whether new trials are being priced for the chosen chip; none are pulled meanwhile. */
    private boolean pricing;
    /** Where new trials of the shown run come from, if it runs or ran in this session. */
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
        stored.clear();
        return ++generation;
    }

    /** Whether what was begun then is still what is shown, on the chip of then. */
    boolean isCurrent(long begun) {
        return begun == generation;
    }

    /** Takes the trials from a search that runs or ran in this session, each time {@link #pull} is called. */
    void follow(JobHandle<RunProgress, RunSummary> search) {
        source = search;
    }

    /** Selects the best candidate once all trials are there. */
    void selectBestAtTheEnd() {
        bestWanted = true;
    }

    /** Shows what is new of the shown run, if it runs or ran in this session. */
    void pull() {
        JobHandle<RunProgress, RunSummary> search = source;
        if (search == null || pricing) {
            return;
        }
        RunProgress now = search.progress();
        if (now.done() > stored.size()) {
            take(now.run(), now.trials().subList(stored.size(), now.done()));
        }
        project.outlooks().take(now.ladder());
        if (bestWanted && !pricing) {
            bestWanted = false;
            project.selectedProperty().set(project.outlooks().exist() ? project.outlooks().best() : project.known().best());
        }
    }

    /** Shows further trials of a run. */
    void take(RunSummary run, List<Trial> fresh) {
        HardwareSettings chip = project.chip();
        if (chip.equals(run.request().hardware())) {
            stored.addAll(fresh);
            project.known().append(fresh);
            return;
        }
        pricing = true;
        long asked = generation;
        background.run(() -> costs.recost(run.request(), fresh, chip), priced -> {
            if (isCurrent(asked)) {
                pricing = false;
                stored.addAll(fresh);
                project.known().append(priced);
                pull();
            }
        }, sentence -> dialogs.problem(texts.get("hardware.problem"), sentence));
    }

    /**
     * Takes another chip: the costs of all known trials are computed anew, then all is shown at once.
     *
     * @param shown the run whose trials are shown, if any
     */
    void choose(HardwareSettings chip, Optional<RunSummary> shown) {
        pricing = true; // new trials wait, since they come behind these
        long asked = ++generation;
        if (shown.isEmpty()) {
            pricing = false;
            project.takeChip(chip, List.of());
            return;
        }
        RunSummary run = shown.get();
        List<Trial> before = List.copyOf(stored);
        background.run(() -> chip.equals(run.request().hardware()) ? before : costs.recost(run.request(), before, chip), priced -> {
            if (isCurrent(asked)) {
                pricing = false;
                project.takeChip(chip, priced);
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
