package org.hasnas.ui.constraints;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.job.RunStatus;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.RunSummary;
import org.hasnas.testdata.Samples;
import org.hasnas.ui.ViewModelFixture;
import org.hasnas.ui.settings.SettingsViewModel;
import org.hasnas.workbench.settings.NamedLimits;
import org.hasnas.workbench.settings.SettingsFile;
import org.junit.jupiter.api.Test;

final class LimitSetsTest extends ViewModelFixture {
    private static final ConstraintSet TIGHT = ConstraintSet.PUBLISHED.withLimit(CostKind.ENERGY, 1e-6);

    private final ReadOnlyObjectWrapper<Optional<RunSummary>> run = new ReadOnlyObjectWrapper<>(Optional.empty());

    private LimitSets sets() {
        SettingsFile file = new SettingsFile(temporary.resolve("config"), 2);
        return new LimitSets(around, shared, new SettingsViewModel(file, file.start(), around), run.getReadOnlyProperty());
    }

    private static List<String> names(List<NamedLimits> sets) {
        return sets.stream().map(NamedLimits::name).toList();
    }

    @Test
    void publishedLimitsThoseOfTheProjectAndOfTheRunCanBeTaken() throws Exception {
        LimitSets sets = sets();
        Project project = project("digits");
        open(project.withSearch(project.search().withLimits(TIGHT)));
        run.set(Optional.of(new RunSummary(4, Samples.digits(5).withLimits(ConstraintSet.UNLIMITED), RunStatus.FINISHED,
                Instant.parse("2026-03-01T10:00:00Z"), 5, "test", "")));
        List<NamedLimits> given = sets.givenProperty().get();
        assertEquals(List.of("Published limits (HASNAS)", "No limits", "Limits of the project's file", "Limits of run 4"), names(given));
        sets.take(given.get(0));
        assertEquals(ConstraintSet.PUBLISHED, shared.limits());
        shared.lockedLimits().add(CostKind.AREA);
        sets.take(given.get(1));
        assertEquals(ConstraintSet.UNLIMITED.withLimit(CostKind.AREA, ConstraintSet.PUBLISHED.limit(CostKind.AREA)), shared.limits(), "a lock holds");
        sets.take(given.get(2));
        assertEquals(TIGHT, shared.limits());
    }

    @Test
    void ownLimitsAreNamedTakenAndForgottenForTheirModelOnly() throws Exception {
        LimitSets sets = sets();
        open(project("digits"));
        shared.limitsProperty().set(TIGHT);
        sets.keep();
        settle();
        assertEquals(List.of(), sets.ownProperty().get(), "no name was given");
        dialogs.names.add("hearing aid");
        sets.keep();
        settle();
        NamedLimits own = sets.ownProperty().get().getFirst();
        assertEquals("hearing aid", own.name());
        shared.limitsProperty().set(ConstraintSet.UNLIMITED);
        sets.take(own);
        assertEquals(TIGHT, shared.limits());
        assertEquals(List.of(own), sets().ownProperty().get(), "kept for the next start");
        shared.takeChip(workbench.costs.physical("neurosim-22nm-rram", "", temporary, new SpikeRateSource.Measured(0)), List.of());
        assertEquals(List.of(), sets.ownProperty().get(), "they mean nothing for another model");
        assertEquals(List.of("No limits"), names(sets.givenProperty().get()));
        shared.takeChip(Samples.digits(5).hardware(), List.of());
        sets.forget(own);
        assertEquals(List.of(), sets.ownProperty().get());
    }
}
