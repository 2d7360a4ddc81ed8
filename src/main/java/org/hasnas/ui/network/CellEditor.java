package org.hasnas.ui.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobEnd;
import org.hasnas.job.Progress;
import org.hasnas.network.Architecture;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.Edge;
import org.hasnas.score.model.FitnessReport;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.JobViewModel;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.workbench.cost.Costs;
import org.hasnas.workbench.score.Scores;

/**
 * Changes the cell of the candidate that is looked at, one edge at a time. The changed design is at once the candidate of the window, so that its
 * costs, limits and predicted accuracy follow, and it can be trained and compared; its score follows when it is computed.
 */
public final class CellEditor {
    private final Scores scores;
    private final Costs costs;
    private final Background background;
    private final Texts texts;
    private final OpenProject project;
    private final JobViewModel<Progress, FitnessReport> scoring;
    private final ReadOnlyObjectWrapper<Optional<Candidate>> original = new ReadOnlyObjectWrapper<>(this, "original", Optional.empty());
    private final ReadOnlyStringWrapper score = new ReadOnlyStringWrapper(this, "score", "");
    /** The design that was made here last. */
    private Optional<Candidate> own = Optional.empty();

    public CellEditor(Scores scores, Costs costs, UiServices around, OpenProject project) {
        this.scores = scores;
        this.costs = costs;
        this.background = around.background();
        this.texts = around.texts();
        this.project = project;
        this.scoring = new JobViewModel<>(around.background());
        project.candidateProperty().subscribe((before, now) -> {
            scoring.drop();
            own = Optional.empty();
            original.set(Optional.empty());
            score.set("");
        });
    }

    /** What the design was before it was changed here; empty if the candidate that is looked at was not. */
    ReadOnlyObjectProperty<Optional<Candidate>> originalProperty() {
        return original.getReadOnlyProperty();
    }

    /** What is known of the changed design's score, as a sentence; blank if the candidate was not changed. */
    ReadOnlyStringProperty scoreProperty() {
        return score.getReadOnlyProperty();
    }

    /**
     * Gives an edge another operation.
     *
     * @param place which of the architecture's matrices
     * @param digit of the operation in the search space; 0 takes the edge away
     */
    void set(int place, Edge edge, int digit) {
        project.candidateProperty().get().ifPresent(now -> {
            Architecture before = now.trial().architecture();
            List<ConnectionMatrix> cells = new ArrayList<>(before.matrices());
            cells.set(place, cells.get(place).with(edge, digit));
            Architecture changed = new Architecture(cells, before.macro());
            Candidate first = original.get().orElse(now);
            if (changed.equals(before)) {
                return;
            }
            if (changed.equals(first.trial().architecture())) {
                undo();
            } else {
                take(first, changed);
            }
        });
    }

    /** Looks at the design as it was before it was changed. */
    void undo() {
        original.get().ifPresent(first -> {
            int position = project.known().trials().indexOf(first.trial());
            if (position >= 0) {
                project.selectedProperty().set(position);
            } else {
                project.lookAt(first);
            }
        });
    }

    private void take(Candidate first, Architecture changed) {
        SearchRequest request = first.request();
        // numbered behind those of the run
        int number = project.known().trials().stream().mapToInt(Trial::index).max().orElse(-1) + 1;
        Candidate made = new Candidate(request, new Trial(number, changed, new TrialOutcome.Failed(texts.get("network.score.computing")), 0));
        look(first, made);
        score.set(texts.get("network.score.computing"));
        scoring.start(() -> scores.fitness(dataset(request), made.network(), request.fitness(), request.seed(), project.threads()), job -> {},
                end -> scored(first, made, end), score::set);
    }

    private DatasetReference dataset(SearchRequest request) {
        DatasetReference asked = request.dataset();
        return asked.path().isEmpty() ? asked : asked.withPath(project.folder().orElse(Path.of("")).resolve(asked.path()).toString());
    }

    private void look(Candidate first, Candidate changed) {
        project.lookAt(changed); // forgets what was looked at before
        own = Optional.of(changed);
        original.set(Optional.of(first));
    }

    private void scored(Candidate first, Candidate made, JobEnd<FitnessReport> end) {
        switch (end) {
            case JobEnd.Finished<FitnessReport>(FitnessReport report) -> price(first, made, report.result().score());
            case JobEnd.Stopped<FitnessReport> _ -> score.set("");
            case JobEnd.Failed<FitnessReport>(Throwable cause) -> score.set(Background.sentenceOf(cause));
        }
    }

    /** The scored design with its cost, so that it is a trial like those of the run. */
    private void price(Candidate first, Candidate made, FitnessScore found) {
        background.run(() -> cost(made), cost -> {
            if (own.equals(Optional.of(made))) {
                Trial scored = new Trial(made.trial().index(), made.trial().architecture(), new TrialOutcome.Evaluated(cost, found), 0);
                look(first, new Candidate(made.request(), scored));
                score.set(sentence(first, found));
            }
        }, score::set);
    }

    private HardwareCost cost(Candidate candidate) throws HasnasException {
        return costs.report(candidate, candidate.request().hardware()).total();
    }

    private String sentence(Candidate first, FitnessScore found) {
        String title = texts.score(first.request().fitness().score());
        return first.trial().fitness().map(before -> texts.get("network.score.beside", title, number(found), number(before)))
                .orElseGet(() -> texts.get("network.score", title, number(found)));
    }

    private static String number(FitnessScore found) {
        return found.isSingular() ? "-\u221e" : String.format(Locale.ROOT, "%.4f", found.value());
    }
}
