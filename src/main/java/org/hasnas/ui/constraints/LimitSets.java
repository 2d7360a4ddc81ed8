package org.hasnas.ui.constraints;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.RunSummary;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.ui.settings.SettingsViewModel;
import org.hasnas.workbench.settings.NamedLimits;

/**
 * Limits that have a name and can be taken: the published ones, none, those of the project's file, those of the newest shown run, and the user's own,
 * which are kept for all projects. Of the chosen cost model only, since limits of another one mean nothing.
 */
public final class LimitSets {
    private final Dialogs dialogs;
    private final Texts texts;
    private final OpenProject project;
    private final SettingsViewModel settings;
    private final ReadOnlyObjectProperty<Optional<RunSummary>> run;
    private final ReadOnlyObjectWrapper<List<NamedLimits>> given = new ReadOnlyObjectWrapper<>(this, "given", List.of());
    private final ReadOnlyObjectWrapper<List<NamedLimits>> own = new ReadOnlyObjectWrapper<>(this, "own", List.of());

    /** @param run the newest of those that are shown */
    public LimitSets(UiServices around, OpenProject project, SettingsViewModel settings, ReadOnlyObjectProperty<Optional<RunSummary>> run) {
        this.dialogs = around.dialogs();
        this.texts = around.texts();
        this.project = project;
        this.settings = settings;
        this.run = run;
        project.chipProperty().subscribe(chip -> refresh());
        project.projectProperty().subscribe((before, now) -> refresh());
        run.subscribe((before, now) -> refresh());
        settings.userSettingsProperty().subscribe((before, now) -> refresh());
    }

    /** Those that the program, the project and its runs give. */
    public ReadOnlyObjectProperty<List<NamedLimits>> givenProperty() {
        return given.getReadOnlyProperty();
    }

    /** Those that the user has named. */
    public ReadOnlyObjectProperty<List<NamedLimits>> ownProperty() {
        return own.getReadOnlyProperty();
    }

    /** Sets them; those that are locked stay. */
    public void take(NamedLimits named) {
        project.propose(named.limits());
    }

    /** Asks for a name and keeps the limits of the window under it. */
    public void keep() {
        dialogs.askName(texts.get("limits.keep.headline"), texts.get("limits.keep.question"), project.opened().map(Project::name).orElse(""))
                .ifPresent(name -> {
                    settings.keep(new NamedLimits(name, model(), project.limits()));
                    dialogs.notice(texts.get("limits.kept", name));
                });
    }

    public void forget(NamedLimits named) {
        settings.forget(named);
    }

    private CostModelId model() {
        return project.chip().model();
    }

    private void refresh() {
        CostModelId model = model();
        List<NamedLimits> now = new ArrayList<>();
        if (model == CostModelId.SPIKESIM_ELA) {
            now.add(new NamedLimits(texts.get("limits.published"), model, ConstraintSet.PUBLISHED));
        }
        now.add(new NamedLimits(texts.get("limits.none"), model, ConstraintSet.UNLIMITED));
        project.opened().map(Project::search).filter(search -> search.hardware().model() == model)
                .map(search -> new NamedLimits(texts.get("limits.of-project"), model, search.limits())).ifPresent(now::add);
        run.get().filter(shown -> shown.request().hardware().model() == model)
                .map(shown -> new NamedLimits(texts.get("limits.of-run", shown.id()), model, shown.request().limits())).ifPresent(now::add);
        if (!now.equals(given.get())) {
            given.set(List.copyOf(now));
        }
        List<NamedLimits> mine = settings.settings().limits().stream().filter(named -> named.model() == model).toList();
        if (!mine.equals(own.get())) {
            own.set(mine);
        }
    }
}
