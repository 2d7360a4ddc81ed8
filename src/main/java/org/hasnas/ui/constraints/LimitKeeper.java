package org.hasnas.ui.constraints;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hasnas.search.model.Project;
import org.hasnas.ui.fx.AfterPause;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.workbench.settings.NamedLimits;
import org.hasnas.workbench.settings.UnsavedLimits;

/**
 * Keeps limits that the project's file does not have, so that they outlive a program that is killed. When the project is opened again they are set,
 * as a change that can be undone.
 */
public final class LimitKeeper {
    private final UnsavedLimits files;
    private final Background background;
    private final Dialogs dialogs;
    private final Texts texts;
    private final OpenProject project;
    /** What to keep of each project, so that writes that overtake each other write the same. */
    private final Map<Path, Optional<NamedLimits>> newest = new ConcurrentHashMap<>();
    /** The project whose kept limits are read, and may be replaced from now on. */
    private Optional<Path> ready = Optional.empty();
    /** The open project, to know which one was left. */
    private Optional<Path> open = Optional.empty();
    private boolean told;

    public LimitKeeper(UnsavedLimits files, UiServices around, AfterPause afterPause, OpenProject project) {
        this.files = files;
        this.background = around.background();
        this.dialogs = around.dialogs();
        this.texts = around.texts();
        this.project = project;
        project.whenOther(this::changeTo);
        project.limitsProperty().subscribe((before, now) -> afterPause.request(this::keep));
        project.projectProperty().subscribe((before, now) -> keep()); // it may have been saved
    }

    private void changeTo(Optional<Project> now) {
        // Who leaves a project was asked whether to save. Only where a setting is wrong there is nothing to ask, since nothing can be saved.
        if (open.equals(ready) && project.form().problems().isEmpty()) {
            ready.ifPresent(left -> write(left, Optional.empty()));
        }
        ready = Optional.empty();
        open = now.map(Project::folder);
        open.ifPresent(folder -> background.run(() -> files.of(folder), kept -> restore(folder, kept), _ -> ready = Optional.of(folder)));
    }

    private void restore(Path folder, Optional<NamedLimits> kept) {
        if (!open.equals(Optional.of(folder))) {
            return;
        }
        ready = Optional.of(folder);
        newest.put(folder, kept);
        kept.ifPresent(limits -> {
            if (limits.model() != project.chip().model()) {
                project.keepLimitsOf(limits.model(), limits.limits());
            } else if (!limits.limits().equals(project.limits())) {
                project.limitsProperty().set(limits.limits());
                dialogs.notice(texts.get("limits.restored", texts.get("limits.of-project")));
            }
        });
    }

    private void keep() {
        Project now = project.opened().orElse(null);
        if (now == null || !ready.equals(Optional.of(now.folder()))) {
            return;
        }
        boolean saved = now.search().hardware().model() == project.chip().model() && now.search().limits().equals(project.limits());
        write(now.folder(), saved ? Optional.empty()
                : Optional.of(new NamedLimits(now.folder().toString(), project.chip().model(), project.limits())));
    }

    private void write(Path folder, Optional<NamedLimits> limits) {
        if (limits.equals(newest.put(folder, limits))) {
            return;
        }
        background.perform(() -> {
            synchronized (files) {
                Optional<NamedLimits> wanted = newest.getOrDefault(folder, Optional.empty());
                if (wanted.isPresent()) {
                    files.keep(folder, wanted.get());
                } else {
                    files.forget(folder);
                }
            }
        }, () -> {}, sentence -> {
            if (!told) { // not with every move of a slider
                told = true;
                dialogs.notice(sentence);
            }
        });
    }
}
