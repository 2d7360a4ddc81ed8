package org.hasnas.ui.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hasnas.job.RunStatus;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.testdata.Samples;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.training.model.LossId;
import org.hasnas.training.model.OptimizerId;
import org.hasnas.training.model.TrainingRecipe;
import org.hasnas.training.model.TrainingRequest;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.ui.ViewModelFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TrainingsViewModelTest extends ViewModelFixture {
    private final ProjectTrainings list = new ProjectTrainings(workbench.trainings, around, shared);
    private final TrainingsViewModel model = new TrainingsViewModel(workbench.trainings, around, shared, list);
    @SuppressWarnings("NullAway.Init") // set before each test
    private Project project;

    @BeforeEach
    void makeProject() throws Exception {
        project = project("p");
    }

    private void open() {
        open(project);
    }

    private Candidate candidate(int index) {
        SearchRequest request = project.search();
        return new Candidate(request, Samples.trial(request, index));
    }

    private void pulse() {
        settle();
        list.pulse();
        settle();
    }

    private List<RunStatus> stages() {
        return list.items().stream().map(item -> item.snapshot().stage()).toList();
    }

    @Test
    void whatASearchHasTrainedIsListedWhenItEnds() throws Exception {
        workbench.trainings.add(project, candidate(0).trial().architecture(), RunStatus.STOPPED, 1);
        open();
        TrainingItem before = list.items().getFirst();
        workbench.trainings.add(project, candidate(1).trial().architecture(), RunStatus.STOPPED, 2);
        shared.measured();
        settle();
        assertEquals(List.of(2L, 1L), list.items().stream().map(TrainingItem::id).toList());
        assertSame(before, list.items().getLast(), "nothing new is known of it");
        workbench.trainings.resume(project, 1, 1); // not by this window
        workbench.trainings.doEpoch();
        shared.measured();
        settle();
        assertEquals(2, list.items().getLast().snapshot().epochs().size());
    }

    @Test
    void severalCandidatesAreTrainedOneAfterTheOtherWithTheProjectsSettings() {
        open();
        assertEquals(Integer.toString(project.training().epochs()), model.settings().epochs().textProperty().get());
        model.settings().epochs().textProperty().set("2");
        model.train(List.of(candidate(0), candidate(1)));
        pulse();
        assertTrue(list.running().get());
        assertEquals(1, model.startedProperty().get());
        assertEquals(List.of(RunStatus.WAITING, RunStatus.RUNNING), stages(), "newest first");
        workbench.trainings.doEpoch();
        pulse();
        TrainingItem first = list.items().getLast();
        assertEquals(Optional.of(first), model.selectedProperty().get());
        assertEquals(1, first.snapshot().epochs().size());
        assertEquals(1234, first.snapshot().imagesPerSecond());
        assertEquals(0.25, first.snapshot().latestActiveNeurons().orElseThrow());
        assertEquals(first.snapshot().epochs().getLast().trainingLoss(), first.snapshot().latestLoss().orElseThrow());
        assertEquals(first.snapshot().epochs().getLast().trainingAccuracy(), first.snapshot().latestTrainingAccuracy().orElseThrow());
        workbench.trainings.doEpoch();
        pulse();
        assertEquals(List.of(RunStatus.RUNNING, RunStatus.FINISHED), stages());
        assertEquals(0.9, list.accuracy(first, AccuracyKind.TRAINED).orElseThrow().fraction());
        assertTrue(list.accuracy(first, AccuracyKind.ON_CHIP).isEmpty(), "another kind");
        workbench.trainings.doEpoch();
        workbench.trainings.doEpoch();
        pulse();
        assertFalse(list.running().get());
        assertEquals(2, dialogs.notices.size());
        assertFalse(model.canContinue().get());
    }

    @Test
    void aFinishedTrainingIsFineTunedWithRoundedWeightsAndCopiedAsACommand() {
        workbench.trainings.add(project, candidate(0).trial().architecture(), RunStatus.FINISHED, 3);
        open();
        assertTrue(model.canFineTune().get() && model.canCopy().get());
        model.settings().weightBits().textProperty().set("1");
        model.fineTune();
        assertEquals(1, list.items().size());
        assertTrue(dialogs.problems.getLast().contains("weight bits of a training is 0 (float32) or 2 to 16, not 1"), dialogs.problems.toString());
        model.settings().weightBits().textProperty().set("4");
        model.settings().epochs().textProperty().set("1");
        model.settings().learningRate().textProperty().set("0.2");
        model.fineTune();
        pulse();
        TrainingItem tuned = list.items().getFirst();
        assertEquals(OptionalLong.of(1), tuned.summary().request().from());
        assertEquals(4, tuned.summary().request().settings().weightBits());
        assertEquals(0.02, tuned.summary().request().settings().learningRate());
        assertFalse(model.canFineTune().get(), "it runs");
        workbench.trainings.doEpoch();
        pulse();
        assertTrue(list.accuracy(tuned, AccuracyKind.TRAINED).isEmpty() && list.accuracy(tuned, AccuracyKind.QUANTIZED).isPresent());
        assertTrue(model.canCopy().get());
        model.copyAsCommand();
        assertEquals("hasnas train " + project.folder() + " --from 1 --epochs 1 --batch " + project.training().batchSize()
                + " --optimizer sgd --lr 0.02 --surrogate arctan --seed 1 --weight-bits 4 --threads 2", dialogs.copied.getLast());
        model.selectedProperty().set(Optional.of(list.items().getLast()));
        model.copyAsCommand();
        assertTrue(dialogs.copied.getLast().contains(" --matrix '" + candidate(0).trial().architecture().text() + "' "), dialogs.copied.getLast());
    }

    @Test
    void pauseContinueAndStopActOnTheSelectedTraining() {
        open();
        model.train(List.of(candidate(0)));
        pulse();
        assertTrue(model.canPause().get());
        model.pause();
        assertEquals(List.of(RunStatus.PAUSED), stages());
        assertTrue(model.canContinue().get());
        model.continueTraining();
        assertEquals(List.of(RunStatus.RUNNING), stages());
        workbench.trainings.doEpoch();
        model.stop();
        pulse();
        assertEquals(List.of(RunStatus.STOPPED), stages());
        assertTrue(model.canContinue().get());
        model.continueTraining();
        pulse();
        assertEquals(List.of(RunStatus.RUNNING), stages());
        assertEquals(1, list.items().getFirst().snapshot().epochs().size(), "epochs done are kept");
        AtomicBoolean ended = new AtomicBoolean();
        list.stopThen(() -> ended.set(true));
        settle();
        assertTrue(ended.get());
    }

    @Test
    void storedTrainingsAreListedAndAnInterruptedOneIsContinued() {
        workbench.trainings.add(project, candidate(0).trial().architecture(), RunStatus.FINISHED, 3);
        workbench.trainings.add(project, candidate(1).trial().architecture(), RunStatus.INTERRUPTED, 2);
        open();
        assertEquals(List.of(RunStatus.INTERRUPTED, RunStatus.FINISHED), stages());
        assertTrue(model.canContinue().get());
        assertFalse(model.canStop().get());
        model.continueTraining();
        pulse();
        assertEquals(List.of(RunStatus.RUNNING, RunStatus.FINISHED), stages());
        assertEquals(2, list.items().size());
    }

    @Test
    void aFailureIsToldByItsSentence() {
        open();
        model.train(List.of(candidate(0)));
        pulse();
        workbench.trainings.fail("the loss diverged; take a smaller learning rate");
        pulse();
        assertEquals(List.of(RunStatus.FAILED), stages());
        assertEquals(Optional.of("the loss diverged; take a smaller learning rate"), list.items().getFirst().snapshot().failure());
        assertTrue(dialogs.notices.getLast().contains("diverged"), dialogs.notices.toString());
        assertTrue(model.canContinue().get());
    }

    @Test
    void wrongSettingsAndForeignCandidatesAreRefusedWithASentence() {
        open();
        model.settings().learningRate().textProperty().set("fast");
        model.train(List.of(candidate(0)));
        assertTrue(dialogs.problems.getLast().contains("\"fast\" is not a number"), dialogs.problems.toString());
        model.settings().learningRate().textProperty().set("11");
        model.train(List.of(candidate(0)));
        assertTrue(dialogs.problems.getLast().contains("at most 10"), dialogs.problems.toString());
        model.settings().learningRate().textProperty().set("0.1");
        SearchRequest other = Samples.request(NetworkTemplates.HASNAS_CIFAR10, 3);
        model.train(List.of(new Candidate(other, Samples.trial(other, 0))));
        assertTrue(dialogs.problems.getLast().contains("another network template"), dialogs.problems.toString());
        model.train(List.of());
        assertTrue(dialogs.problems.getLast().contains("Select a candidate"), dialogs.problems.toString());
        assertTrue(list.items().isEmpty());
    }

    @Test
    void otherSettingsAreWrittenAsKeyAndValue() {
        open();
        model.settings().changes().textProperty().set("loss=every-step, mixup=0.2 warm-up-epochs=2");
        model.train(List.of(candidate(0)));
        pulse();
        TrainingRequest request = list.items().getFirst().summary().request();
        assertEquals(new TrainingRecipe(2, LossId.EVERY_STEP, 0, 1, 0, 0.2, false, false, false, 0, 0.5), request.settings().recipe());
        model.copyAsCommand();
        assertTrue(dialogs.copied.getLast().contains(" --set warm-up-epochs=2.0,loss=every-step,mixup=0.2 "), dialogs.copied.getLast());
        model.settings().changes().textProperty().set("mixup=2");
        model.train(List.of(candidate(1)));
        assertTrue(dialogs.problems.getLast().contains("the mixup of a training is 0 (none) to 1"), dialogs.problems.toString());
        model.settings().changes().textProperty().set("mixing=0.2");
        assertTrue(model.settings().problems().getFirst().contains("unknown key 'mixing'"), model.settings().problems().toString());
    }

    @Test
    void learntNeuronsOfAFinishedTrainingAreShown() {
        open();
        model.settings().epochs().textProperty().set("1");
        model.settings().changes().textProperty().set("learn-tau=true");
        model.train(List.of(candidate(0)));
        pulse();
        assertEquals("", model.neuronsProperty().get());
        workbench.trainings.doEpoch();
        pulse();
        assertTrue(model.neuronsProperty().get().contains("last tau 1.33, threshold 1.00"), model.neuronsProperty().get());
        model.settings().changes().textProperty().set("");
        model.train(List.of(candidate(1)));
        pulse();
        workbench.trainings.doEpoch();
        pulse();
        assertEquals("", model.neuronsProperty().get(), "the next one learns none");
    }

    @Test
    void anotherOptimizerSetsItsUsualLearningRate() {
        open();
        model.settings().optimizerProperty().set(OptimizerId.ADAM);
        assertEquals(TrainingSettings.usualLearningRate(OptimizerId.ADAM), model.settings().value().orElseThrow().learningRate());
        model.settings().optimizerProperty().set(OptimizerId.SGD);
        assertEquals(project.training().learningRate(), model.settings().value().orElseThrow().learningRate());
    }
}
