package org.hasnas.ui.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.RunStatus;
import org.hasnas.nir.model.NetworkFormat;
import org.hasnas.nir.model.NetworkSource;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.Project;
import org.hasnas.testdata.FakeJob;
import org.hasnas.testdata.Samples;
import org.hasnas.ui.ViewModelFixture;
import org.hasnas.ui.training.ProjectTrainings;
import org.hasnas.workbench.exchange.WrittenFile;
import org.junit.jupiter.api.Test;

final class NetworkExportViewModelTest extends ViewModelFixture {
    private final ProjectTrainings trainings = new ProjectTrainings(workbench.trainings, around, shared);
    private final NetworkExportViewModel model = new NetworkExportViewModel(workbench.exchange, around, shared, trainings);

    private Candidate candidate(Project project, int trial) {
        return new Candidate(project.search(), Samples.trial(project.search(), trial));
    }

    private List<String> labels() {
        return model.choices().stream().map(NetworkExportViewModel.Choice::label).toList();
    }

    private Project trained() throws Exception {
        Project project = project("p");
        workbench.trainings.add(project, candidate(project, 3).trial().architecture(), RunStatus.FINISHED, 2);
        workbench.trainings.add(project, candidate(project, 3).trial().architecture(), RunStatus.STOPPED, 1);
        workbench.trainings.add(project, candidate(project, 4).trial().architecture(), RunStatus.FINISHED, 2);
        open(project);
        return project;
    }

    @Test
    void theFinishedTrainingsOfTheCandidateAreOfferedAndWritten() throws Exception {
        Project project = trained();
        shared.lookAt(candidate(project, 3));
        settle();
        assertTrue(model.open());
        assertEquals(List.of("training 1, 2 epochs", "untrained, seed " + project.search().seed()), labels());
        Path file = temporary.resolve("net.onnx");
        dialogs.files.add(file);
        model.formatProperty().set(NetworkFormat.ONNX);
        workbench.exchange.answer = FakeJob.done(List.of("what the format can't hold"));
        model.export();
        settle();
        assertEquals(List.of("training-1.onnx"), dialogs.suggestedNames);
        assertEquals(List.of(List.of(new NetworkSource.Trained(1), NetworkFormat.ONNX, file, true)), workbench.exchange.exports);
        assertTrue(dialogs.notices.contains("what the format can't hold"), dialogs.notices.toString());
        for (NetworkFormat format : NetworkFormat.values()) {
            assertFalse(model.about(format).isBlank());
        }

        workbench.exchange.answer = FakeJob.failed(new HasnasException(ErrorCode.BAD_INPUT, "no node for it"));
        model.chosenProperty().set(Optional.of(model.choices().getLast()));
        dialogs.files.add(file);
        model.export();
        settle();
        assertTrue(dialogs.problems.getLast().contains("no node for it"), dialogs.problems.toString());
        assertTrue(workbench.exchange.exports.getLast().getFirst() instanceof NetworkSource.Untrained);
        model.export();
        settle();
        assertEquals(1, dialogs.problems.size(), "a file chooser that is closed writes nothing");
    }

    @Test
    void whatWillBeWrittenIsShownAndFollowsTheChoice() throws Exception {
        Project project = trained();
        shared.lookAt(candidate(project, 3));
        settle();
        model.open();
        assertEquals(List.of(), model.previewProperty().get());
        assertFalse(model.previewNoteProperty().get().isBlank(), "it is being made");
        settle();
        assertEquals(List.of(new WrittenFile("training-1.nir", 7, List.of("one line"))), model.previewProperty().get());
        assertEquals("", model.previewNoteProperty().get());
        model.formatProperty().set(NetworkFormat.HARDWARE);
        model.chosenProperty().set(Optional.of(model.choices().getLast()));
        settle();
        assertEquals("candidate-3.hardware.zip", model.previewProperty().get().getFirst().path());
        model.close();
        settle();
        assertEquals(List.of(), model.previewProperty().get());
    }

    @Test
    void severalDesignsGoToOneFolderAndNothingIsReplacedUnasked() throws Exception {
        Project project = trained();
        shared.choose(List.of(candidate(project, 3), candidate(project, 5)));
        settle();
        assertTrue(model.open());
        assertEquals(List.of("2 designs, 1 with their last training", "2 designs, untrained"), labels());
        settle();
        assertEquals(List.of("training-1.nir", "candidate-5.nir"), model.previewProperty().get().stream().map(WrittenFile::path).toList());
        Files.writeString(temporary.resolve("candidate-5.nir"), "mine");
        dialogs.confirming = false;
        dialogs.folders.add(temporary);
        model.export();
        settle();
        assertEquals(List.of(), workbench.exchange.exports);
        assertTrue(dialogs.questions.getLast().contains("candidate-5.nir"), dialogs.questions.toString());
        dialogs.confirming = true;
        dialogs.folders.add(temporary);
        model.export();
        settle();
        assertEquals(List.of(temporary.resolve("training-1.nir"), temporary.resolve("candidate-5.nir")),
                workbench.exchange.exports.stream().map(asked -> asked.get(2)).toList());
    }

    @Test
    void withoutACandidateThereIsNothingToExport() {
        assertFalse(model.open());
        assertEquals(1, dialogs.problems.size());
    }
}
