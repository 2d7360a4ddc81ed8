package org.hasnas.ui.project;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.error.HasnasException;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.DesignOutlook;
import org.hasnas.search.model.Project;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.workbench.Workbench;
import org.hasnas.workbench.review.Review;

/** Saves pages for a design review where the user wants them: as HTML, or as PDF where the name that the user gives ends so. */
public final class Reports {
    private final Workbench workbench;
    private final Background background;
    private final Dialogs dialogs;
    private final Texts texts;
    private final OpenProject project;

    public Reports(Workbench workbench, UiServices around, OpenProject project) {
        this.workbench = workbench;
        this.background = around.background();
        this.dialogs = around.dialogs();
        this.texts = around.texts();
        this.project = project;
    }

    /** Reads what a page tells; in the background. */
    private interface Reading {
        Review of(Project open) throws HasnasException;
    }

    /** Of a stored run and its best design. */
    public void save(long run) {
        save("run-" + run + ".html", open -> Review.of(workbench, open, run, List.of()));
    }

    /**
     * Of designs side by side, on the chip and beside the limits of the window.
     *
     * @param designs with what a search by trainings expects of them; the first is what the others are compared with
     */
    public void save(SequencedMap<Candidate, Optional<DesignOutlook>> designs) {
        HardwareSettings chip = project.chip();
        ConstraintSet limits = project.limits();
        save("designs.html", open -> Review.of(workbench, open, designs, chip, limits));
    }

    private void save(String name, Reading reading) {
        project.opened().ifPresent(open -> dialogs.chooseFileToSave(texts.get("report.title"), project.folderOrHome(), name, Dialogs.FileKind.REPORT)
                .ifPresent(file -> background.perform(() -> reading.of(open).write(file), () -> dialogs.notice(texts.get("export.done", file)),
                        sentence -> dialogs.problem(texts.get("export.problem"), sentence))));
    }
}
