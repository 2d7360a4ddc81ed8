package org.hasnas.ui.study;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.hasnas.job.JobEnd;
import org.hasnas.network.SearchSpace;
import org.hasnas.network.SearchSpaces;
import org.hasnas.score.model.ScoreId;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.JobViewModel;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.project.LongWork;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.ui.project.RunningTask;
import org.hasnas.workbench.study.Studies;

/** A study of the open project: what is asked, how far it is, what came out. At most one of a kind runs at a time. */
public final class StudyViewModel implements LongWork {
    private final StudyKind kind;
    private final Studies studies;
    private final Background background;
    private final Dialogs dialogs;
    private final Texts texts;
    private final OpenProject project;
    private final TrainingsChoice trainings;
    private final StringProperty count = new SimpleStringProperty(this, "count", "");
    private final ObjectProperty<Optional<SearchSpace>> space = new SimpleObjectProperty<>(this, "space", Optional.empty());
    private final ObjectProperty<Optional<ScoreId>> score = new SimpleObjectProperty<>(this, "score", Optional.empty());
    private final ObjectProperty<Optional<Path>> table = new SimpleObjectProperty<>(this, "table", Optional.empty());
    private final JobViewModel<StudyProgress, StudyOutcome> job;
    private final ReadOnlyObjectWrapper<Optional<StudyTable>> shown = new ReadOnlyObjectWrapper<>(this, "shown", Optional.empty());
    private Optional<StudyOutcome> outcome = Optional.empty();

    public StudyViewModel(StudyKind kind, Studies studies, UiServices around, OpenProject project) {
        this.kind = kind;
        this.studies = studies;
        this.background = around.background();
        this.dialogs = around.dialogs();
        this.texts = around.texts();
        this.project = project;
        this.trainings = new TrainingsChoice(texts);
        this.job = new JobViewModel<>(background);
        job.progressProperty().subscribe(now -> now.flatMap(StudyProgress::known).ifPresent(this::show));
        count.set(Integer.toString(kind.defaultCount()));
        project.whenOther(open -> {
            outcome = Optional.empty();
            shown.set(Optional.empty());
        });
        project.work().add(this);
    }

    public StudyKind kind() {
        return kind;
    }

    /** How many pairs or candidates, as written. */
    public StringProperty countProperty() {
        return count;
    }

    /** The space to study; empty for the project's. */
    public ObjectProperty<Optional<SearchSpace>> spaceProperty() {
        return space;
    }

    /** The score; empty for the project's. */
    public ObjectProperty<Optional<ScoreId>> scoreProperty() {
        return score;
    }

    /** The table of trained networks; empty for none. */
    public ReadOnlyObjectProperty<Optional<Path>> tableProperty() {
        return table;
    }

    /** Which of the candidates are trained; for a study that can train. */
    public TrainingsChoice trainings() {
        return trainings;
    }

    /** The study that runs. */
    public JobViewModel<StudyProgress, StudyOutcome> job() {
        return job;
    }

    @Override
    public String title() {
        return texts.get("work.study");
    }

    @Override
    public BooleanBinding running() {
        return job.live();
    }

    @Override
    public void pulse() {
        job.pulse();
    }

    @Override
    public int pace() {
        return 5;
    }

    @Override
    public List<RunningTask> tasks() {
        return List.of(new RunningTask("study-" + kind.command(), kind.title(texts),
                job.progressProperty().get().map(now -> now.steps().fraction()).orElse(0.0), job::cancel));
    }

    @Override
    public Optional<LeaveQuestion> leaveQuestion() {
        return Optional.empty(); // nothing of it would be kept anyway
    }

    @Override
    public void stopThen(Runnable next) {
        job.cancelThen(next);
    }

    /** The last result of the open project; while a study trains, what is known of it. */
    public ReadOnlyObjectProperty<Optional<StudyTable>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    public List<SearchSpace> spaces() {
        return SearchSpaces.ALL;
    }

    /** Asks for a table of SpikeNAS-Bench; forgets the present one if none is chosen. */
    public void chooseTable() {
        table.set(dialogs.chooseFileToOpen(texts.get("study.table.choose"), folder(), Dialogs.FileKind.CSV));
    }

    private Path folder() {
        return project.folder().orElseGet(() -> Path.of(""));
    }

    /** Starts the study in the background; what keeps it from starting is told. */
    public void start() {
        Project open = project.opened().orElse(null);
        if (open == null || job.live().get()) {
            return;
        }
        SearchRequest base = project.request().orElse(null);
        List<String> problems = problems();
        if (base == null || !problems.isEmpty()) {
            dialogs.problem(texts.get("study.problem"), String.join("\n", base == null ? project.form().problems() : problems));
            return;
        }
        job.follow(kind.start(studies, question(open, base)), end -> {
            switch (end) {
                case JobEnd.Finished<StudyOutcome>(StudyOutcome known) -> {
                    show(known);
                    dialogs.notice(texts.get("study.ended"));
                }
                case JobEnd.Stopped<StudyOutcome> _ -> {} // what of it is shown already stays
                case JobEnd.Failed<StudyOutcome>(Throwable cause) -> dialogs.problem(texts.get("study.problem"), Background.sentenceOf(cause));
            }
        });
    }

    private StudyQuestion question(Project open, SearchRequest base) {
        SearchRequest asked = base.withSpace(space.get().orElse(base.space()))
                .withFitness(score.get().map(base.fitness()::withScore).orElse(base.fitness()));
        return new StudyQuestion(open, asked, number(), table.get(), trainings.trainings(), project.threads());
    }

    private List<String> problems() {
        int number = number();
        return number < 2 ? List.of(texts.get("study.count.wrong", count.get())) : trainings.problems(number);
    }

    private void show(StudyOutcome known) {
        outcome = Optional.of(known);
        shown.set(Optional.of(known.table(texts)));
    }

    private int number() {
        try {
            return Integer.parseInt(count.get().strip());
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }

    /** Copies the command line that makes the same study. */
    public void copyAsCommand() {
        Project open = project.opened().orElse(null);
        SearchRequest base = project.request().orElse(null);
        if (open == null || base == null) {
            return;
        }
        List<String> problems = problems();
        if (!problems.isEmpty()) {
            dialogs.problem(texts.get("study.problem.command"), String.join("\n", problems));
            return;
        }
        String line = kind.commandLine(question(open, base));
        dialogs.copy(line);
        dialogs.notice(project.isModified() ? texts.get("study.copied.unsaved", line) : texts.get("command.copied", line));
    }

    /** Asks for a place and writes the result as CSV. */
    public void export() {
        outcome.ifPresent(result -> dialogs.chooseFileToSave(texts.get("study.export"), folder(), kind.command() + ".csv", Dialogs.FileKind.CSV)
                .ifPresent(file -> background.perform(() -> result.export(studies, file), () -> dialogs.notice(texts.get("study.exported", file)),
                        sentence -> dialogs.problem(texts.get("study.export"), sentence))));
    }
}
