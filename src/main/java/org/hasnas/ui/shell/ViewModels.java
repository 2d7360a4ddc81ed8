package org.hasnas.ui.shell;

import org.hasnas.ui.accuracy.AccuraciesViewModel;
import org.hasnas.ui.accuracy.AgreementViewModel;
import org.hasnas.ui.accuracy.CandidateAccuraciesViewModel;
import org.hasnas.ui.candidate.CandidateViewModel;
import org.hasnas.ui.chip.ChipAccuracyViewModel;
import org.hasnas.ui.constraints.ClosestViewModel;
import org.hasnas.ui.constraints.ConstraintsViewModel;
import org.hasnas.ui.constraints.FeasibilityViewModel;
import org.hasnas.ui.hardware.HardwareViewModel;
import org.hasnas.ui.run.KnownTrials;
import org.hasnas.ui.run.SearchViewModel;
import org.hasnas.ui.settings.SettingsViewModel;
import org.hasnas.ui.study.StudyViewModel;
import org.hasnas.ui.table.TrialTableViewModel;
import org.hasnas.ui.training.TrainingsViewModel;

/** The view models of one window. */
record ViewModels(KnownTrials known, ConstraintsViewModel constraints, FeasibilityViewModel feasibility, ClosestViewModel closest,
        SearchViewModel search, AccuraciesViewModel accuracies, PlotViewModel plot, CandidateViewModel candidate,
        CandidateAccuraciesViewModel candidateAccuracies, AgreementViewModel agreement, HardwareViewModel hardware, TrialTableViewModel table,
        TrainingsViewModel trainings, ChipAccuracyViewModel chip, SettingsViewModel settings, StudyViewModel operations,
        StudyViewModel templates, MainViewModel main) {}
