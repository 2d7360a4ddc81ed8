package org.hasnas.ui.shell;

import org.hasnas.ui.chip.ChipAccuracyViewModel;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.run.SearchViewModel;
import org.hasnas.ui.training.TrainingsViewModel;

/** What runs in the open project and has to end before it can be left: the search, trainings and a measurement on the chip. */
final class RunningWork {
    private final SearchViewModel search;
    private final TrainingsViewModel trainings;
    private final ChipAccuracyViewModel chip;
    private final Dialogs dialogs;
    private final Texts texts;

    RunningWork(SearchViewModel search, TrainingsViewModel trainings, ChipAccuracyViewModel chip, UiServices around) {
        this.search = search;
        this.trainings = trainings;
        this.chip = chip;
        this.dialogs = around.dialogs();
        this.texts = around.texts();
    }

    /** Does something once nothing runs any more; asks before it stops anything, and does nothing if the user cancels. */
    void stopThen(Runnable next) {
        if (search.liveStatusProperty().get().isEmpty()) {
            stopTrainingsThen(next);
        } else if (dialogs.confirm(texts.get("leave.running.headline"), texts.get("leave.running"), texts.get("leave.running.stop"))) {
            search.stopThen(() -> stopTrainingsThen(next));
        }
    }

    private void stopTrainingsThen(Runnable next) {
        if (!trainings.liveProperty().get()) {
            stopMeasurementThen(next);
        } else if (dialogs.confirm(texts.get("leave.training.headline"), texts.get("leave.training"), texts.get("leave.training.stop"))) {
            trainings.stopThen(() -> stopMeasurementThen(next));
        }
    }

    private void stopMeasurementThen(Runnable next) {
        if (!chip.runningProperty().get()) {
            next.run();
        } else if (dialogs.confirm(texts.get("leave.chip.headline"), texts.get("leave.chip"), texts.get("leave.chip.stop"))) {
            chip.stopThen(next);
        }
    }
}
