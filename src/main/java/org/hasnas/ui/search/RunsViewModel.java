package org.hasnas.ui.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobEnd;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.job.RunStatus;
import org.hasnas.network.Architecture;
import org.hasnas.search.model.LimitPrice;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.Prospects;
import org.hasnas.search.model.RunProgress;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.training.model.TrainingRequest;
import org.hasnas.training.model.TrainingSummary;
import org.hasnas.ui.accuracy.AccuracyText;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.JobViewModel;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.project.DesignGroup;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.units.Numbers;
import org.hasnas.workbench.cost.Costs;
import org.hasnas.workbench.search.Searches;
import org.hasnas.workbench.training.Trainings;
import org.jspecify.annotations.Nullable;

/**
 * The stored runs of the open project, and which of them are shown, with the costs of the chosen chip: at first the newest one; several at once if
 * they are of the same networks and images, and with them designs that were trained and are in none of them.
 */
public final class RunsViewModel {
    private static final double PERCENT = 100;
    private static final Comparator<RunSummary> NEWEST_FIRST = Comparator.comparingLong(RunSummary::id).reversed();

    private final Searches searches;
    private final Costs costs;
    private final Trainings trainings;
    private final Background background;
    private final Dialogs dialogs;
    private final Texts texts;
    private final OpenProject project;
    private final ShownTrials trials;
    private final ObservableList<RunSummary> runs = FXCollections.observableArrayList();
    /** Those that are found. */
    private final FilteredList<RunSummary> found = new FilteredList<>(runs);
    private final StringProperty find = new SimpleStringProperty(this, "find", "");
    private final ReadOnlyObjectWrapper<Optional<Long>> deleted = new ReadOnlyObjectWrapper<>(this, "deleted", Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<RunComparison>> comparison = new ReadOnlyObjectWrapper<>(this, "comparison", Optional.empty());
    /** Newest first. */
    private final ReadOnlyObjectWrapper<List<RunSummary>> chosen = new ReadOnlyObjectWrapper<>(this, "chosen", List.of());
    private final ReadOnlyObjectWrapper<Optional<RunSummary>> shown = new ReadOnlyObjectWrapper<>(this, "shown", Optional.empty());
    private final BooleanProperty trained = new SimpleBooleanProperty(this, "trained");
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper(this, "note", "");
    private final ReadOnlyStringWrapper prices = new ReadOnlyStringWrapper(this, "prices", "");
    private final JobViewModel<Progress, Prospects> pricing;
    /** The run that is searched in this window at the moment. */
    private @Nullable JobHandle<RunProgress, RunSummary> live;

    public RunsViewModel(Searches searches, Costs costs, Trainings trainings, UiServices around, OpenProject project) {
        this.searches = searches;
        this.costs = costs;
        this.trainings = trainings;
        this.background = around.background();
        this.dialogs = around.dialogs();
        this.texts = around.texts();
        this.project = project;
        this.trials = new ShownTrials(costs, around, project);
        this.pricing = new JobViewModel<>(background);
        shown.subscribe(run -> price());
        project.whenOther(open -> {
            trials.begin();
            trained.set(false);
            choose(List.of());
            deleted.set(Optional.empty());
            comparison.set(Optional.empty());
            find.set("");
            runs.clear();
            load(true);
        });
        trained.subscribe((before, now) -> reload());
        find.subscribe(text -> found.setPredicate(run -> run.has(text)));
    }

    /** The stored runs of the project that have the text which is looked for, newest first. */
    public ObservableList<RunSummary> runs() {
        return found;
    }

    /** What is looked for in runs; blank for all. */
    public StringProperty findProperty() {
        return find;
    }

    /** Number of the run that was deleted last and can be brought back. */
    public ReadOnlyObjectProperty<Optional<Long>> deletedProperty() {
        return deleted.getReadOnlyProperty();
    }

    /** The runs that were compared last. */
    ReadOnlyObjectProperty<Optional<RunComparison>> comparisonProperty() {
        return comparison.getReadOnlyProperty();
    }

    /** Asks for a note on a run and keeps it. */
    public void annotate(RunSummary run) {
        dialogs.askName(texts.get("runs.note.headline", run.id()), texts.get("runs.note.question"), run.note())
                .ifPresent(note -> change(open -> searches.annotate(open, run.id(), note)));
    }

    /** Takes a run from the list; {@link #restore} brings it back. */
    public void delete(RunSummary run) {
        change(open -> searches.delete(open, run.id()), () -> {
            deleted.set(Optional.of(run.id()));
            if (chosen.get().stream().anyMatch(one -> one.id() == run.id())) {
                choose(List.of()); // the newest that is left is shown
            }
        });
    }

    /** Brings the run back that was deleted last. */
    public void restore() {
        deleted.get().ifPresent(run -> change(open -> searches.restore(open, run), () -> deleted.set(Optional.empty())));
    }

    /** A change of a stored run. */
    @FunctionalInterface
    private interface Change {
        void of(Project open) throws HasnasException;
    }

    private void change(Change change) {
        change(change, () -> {});
    }

    private void change(Change change, Runnable done) {
        project.opened().ifPresent(open -> background.perform(() -> change.of(open), () -> {
            done.run();
            load(chosen.get().isEmpty());
        }, sentence -> dialogs.problem(texts.get("runs.problem.change"), sentence)));
    }

    /** Sets the shown runs side by side. */
    public void compare() {
        List<RunSummary> wanted = chosen.get().stream().filter(run -> !isLive(run)).toList();
        project.opened().ifPresent(open -> background.run(() -> {
            List<RunComparison.Run> read = new ArrayList<>();
            for (RunSummary run : wanted.reversed()) {
                read.add(
                        new RunComparison.Run(run, searches.trials(open, run.id()), searches.ladder(open, run.id()), searches.steps(open, run.id())));
            }
            return new RunComparison(read);
        }, compared -> {
            if (compared.isPossible()) {
                comparison.set(Optional.of(compared));
            } else {
                dialogs.problem(texts.get("runs.problem.compare"), texts.get("runs.compare.impossible"));
            }
        }, sentence -> dialogs.problem(texts.get("runs.problem.compare"), sentence)));
    }

    /** The runs whose trials are shown, newest first. */
    public ReadOnlyObjectProperty<List<RunSummary>> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /** Whether trained designs that are in none of the shown runs are shown, too. */
    public BooleanProperty trainedProperty() {
        return trained;
    }

    /** Which runs that were asked for are not shown, and why; blank if all are. */
    public ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    /**
     * What no design within the limits of the shown run exceeds, and what relaxing each of them a little promises; blank while it runs, and of a run that
     * predicts nothing.
     */
    public ReadOnlyStringProperty pricesProperty() {
        return prices.getReadOnlyProperty();
    }

    private void price() {
        pricing.drop();
        prices.set("");
        Project open = project.opened().orElse(null);
        RunSummary run = shown.get().orElse(null);
        if (open != null && run != null && run.request().algorithm() == SearchAlgorithmId.LADDER && !isLive(run)) {
            pricing.start(() -> searches.prospects(open, run.id()), _ -> {}, end -> {
                if (end instanceof JobEnd.Finished<Prospects>(Prospects found)) {
                    prices.set(Stream
                            .concat(found.ceilingFraction().stream().mapToObj(most -> texts.get(most < 1 ? "runs.ceiling" : "runs.ceiling.unknown",
                                    AccuracyText.percent(PERCENT * most), Numbers.brief(PERCENT * Prospects.CONFIDENCE), found.designs())),
                                    found.prices().isEmpty() ? Stream.empty()
                                            : Stream.concat(Stream.of(texts.get("runs.prices", Numbers.brief(PERCENT * LimitPrice.RELAXED))),
                                                    found.prices().stream().map(this::price)))
                            .collect(Collectors.joining("\n")));
                }
            }, _ -> {}); // a store that can't be read is told where its runs are
        }
    }

    private String price(LimitPrice price) {
        double within = price.within().fraction();
        return price.beyond().map(LimitPrice.Beyond::expected)
                .map(best -> texts.get("runs.price", texts.cost(price.kind()), points(best.fraction() - within), points(best.lowFraction() - within),
                        points(best.highFraction() - within)))
                .orElseGet(() -> texts.get("runs.price.none", texts.cost(price.kind())));
    }

    private static String points(double fraction) {
        return String.format(Locale.ROOT, "%+.1f", PERCENT * fraction);
    }

    /** The newest run whose trials are shown: the one that can be continued. */
    public ReadOnlyObjectProperty<Optional<RunSummary>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    public boolean isLive(RunSummary run) {
        return live != null && live.progress().run().id() == run.id();
    }

    /** Shows a stored run or returns to the running one. */
    public void show(RunSummary run) {
        show(List.of(run));
    }

    /** Shows runs at once: those that are of the same networks and images as the newest of them. */
    public void show(List<RunSummary> wanted) {
        if (wanted.isEmpty() || ids(wanted).equals(ids(chosen.get()))) {
            return;
        }
        RunSummary newest = wanted.stream().min(NEWEST_FIRST).orElseThrow();
        Map<Boolean, List<RunSummary>> together = wanted.stream().sorted(NEWEST_FIRST)
                .collect(Collectors.partitioningBy(run -> newest.request().comparesWith(run.request())));
        choose(together.getOrDefault(true, List.of()));
        String left = together.getOrDefault(false, List.of()).stream().map(run -> Long.toString(run.id())).collect(Collectors.joining(", "));
        note.set(left.isEmpty() ? "" : texts.get("runs.left-out", newest.id(), left));
        reload();
    }

    /** Shows all runs that are of the same networks and images as the newest one, and the designs that were trained beside them. */
    public void showAll() {
        trained.set(true);
        show(runs);
    }

    private static Set<Long> ids(List<RunSummary> some) {
        return some.stream().map(RunSummary::id).collect(Collectors.toSet());
    }

    private void choose(List<RunSummary> newestFirst) {
        note.set("");
        chosen.set(newestFirst);
        shown.set(newestFirst.stream().findFirst());
    }

    private void reload() {
        Project open = project.opened().orElse(null);
        if (open == null) {
            return;
        }
        long asked = trials.begin();
        JobHandle<RunProgress, RunSummary> search = live;
        Optional<JobHandle<RunProgress, RunSummary>> going =
                search == null || chosen.get().stream().noneMatch(this::isLive) ? Optional.empty() : Optional.of(search);
        List<RunSummary> stored = chosen.get().reversed().stream().filter(run -> !isLive(run)).toList();
        SearchRequest request = shown.get().map(RunSummary::request).orElseGet(open::search);
        if (stored.isEmpty() && !trained.get()) {
            trials.show(ShownTrials.Priced.NOTHING, going);
            return;
        }
        project.show(request, List.of());
        Set<Architecture> known = new HashSet<>();
        going.ifPresent(now -> now.progress().trials().forEach(trial -> known.add(trial.architecture())));
        boolean beside = trained.get();
        HardwareSettings chip = project.chip();
        background.run(() -> {
            List<DesignGroup> groups = new ArrayList<>();
            for (RunSummary run : stored) {
                List<Trial> all = searches.trials(open, run.id());
                all.forEach(trial -> known.add(trial.architecture()));
                groups.add(new DesignGroup(OptionalLong.of(run.id()), run.request(), all, searches.ladder(open, run.id())));
            }
            if (beside) {
                groups.addFirst(trainedBeside(open, request, known));
            }
            return trials.price(groups, chip);
        }, priced -> {
            if (trials.isCurrent(asked)) {
                trials.show(priced, going);
            }
        }, sentence -> dialogs.problem(
                shown.get().map(run -> texts.get("runs.problem.load", run.id())).orElseGet(() -> texts.get("runs.problem.list")),
                sentence));
    }

    /** The designs whose training has ended and that are not known. */
    private DesignGroup trainedBeside(Project open, SearchRequest request, Set<Architecture> known) throws HasnasException {
        Set<Architecture> networks = known.stream().map(Architecture::ofNetwork).collect(Collectors.toSet());
        List<Architecture> designs = trainings.list(open).stream().filter(training -> training.status() == RunStatus.FINISHED)
                .map(TrainingSummary::request).filter(request::comparesWith).map(TrainingRequest::architecture)
                .filter(network -> !networks.contains(network)).distinct().toList();
        return new DesignGroup(OptionalLong.empty(), request, costs.price(request, designs), Optional.empty());
    }

    /** Takes another chip: the costs of all known trials are computed anew, then all is shown at once. The run itself is not touched. */
    public void choose(HardwareSettings chip) {
        if (!chip.equals(project.chip())) {
            trials.choose(chip);
        }
    }

    /** Shows a search that has just been started or continued. */
    void follow(JobHandle<RunProgress, RunSummary> search) {
        live = search;
        RunSummary run = search.progress().run();
        runs.removeIf(stored -> stored.id() == run.id());
        runs.add(run);
        runs.sort(NEWEST_FIRST);
        choose(List.of(run));
        reload();
    }

    /** Pulls what is new of the running search, if it is shown. */
    void pull() {
        if (chosen.get().stream().anyMatch(this::isLive)) {
            trials.pull();
        }
    }

    /**
     * The running search has ended: its last trials are shown.
     *
     * @param selectBest whether the best candidate is to be selected if none is
     */
    void ended(boolean selectBest) {
        live = null;
        price();
        load(false);
        if (selectBest && project.selectedProperty().get() < 0) {
            trials.selectBestAtTheEnd(); // what the search was for
        }
        trials.pull();
    }

    private void load(boolean showNewest) {
        Project open = project.opened().orElse(null);
        if (open == null) {
            return;
        }
        background.run(() -> searches.list(open), stored -> {
            if (project.folder().equals(Optional.of(open.folder()))) {
                take(stored, showNewest);
            }
        }, sentence -> dialogs.problem(texts.get("runs.problem.list"), sentence));
    }

    private void take(List<RunSummary> stored, boolean showNewest) {
        List<RunSummary> newestFirst = stored.stream().sorted(NEWEST_FIRST).toList();
        runs.setAll(newestFirst);
        Set<Long> ids = ids(chosen.get());
        List<RunSummary> fresh = newestFirst.stream().filter(run -> ids.contains(run.id())).toList();
        if (!fresh.isEmpty()) {
            String said = note.get();
            choose(fresh);
            note.set(said);
        } else if (showNewest && !newestFirst.isEmpty() && live == null) {
            show(newestFirst.getFirst());
        }
    }
}
