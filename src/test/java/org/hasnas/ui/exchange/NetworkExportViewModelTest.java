package org.hasnas.ui.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.job.RunStatus;
import org.hasnas.nir.model.NetworkFormat;
import org.hasnas.nir.model.NetworkSource;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.Project;
import org.hasnas.testdata.FakeJob;
import org.hasnas.testdata.Samples;
import org.hasnas.ui.ViewModelFixture;
import org.hasnas.ui.training.ProjectTrainings;
import org.hasnas.workbench.exchange.Exchange;
import org.junit.jupiter.api.Test;

final class NetworkExportViewModelTest extends ViewModelFixture {
    private final ProjectTrainings trainings = new ProjectTrainings(workbench.trainings, around, shared);
    private List<?> asked = List.of();
    private JobHandle<Progress, List<String>> answer = FakeJob.done(List.of("what the format can't hold"));

    private NetworkExportViewModel model() {
        Exchange exchange = Exchange.class.cast(Proxy.newProxyInstance(Exchange.class.getClassLoader(), new Class<?>[] {Exchange.class},
                (_, method, arguments) -> {
                    assertEquals("export", method.getName());
                    asked = Arrays.asList(arguments).subList(1, arguments.length);
                    return answer;
                }));
        return new NetworkExportViewModel(exchange, around, shared, trainings);
    }

    @Test
    void theFinishedTrainingsOfTheCandidateAreOfferedAndWritten() throws Exception {
        Project project = project("p");
        Candidate candidate = new Candidate(project.search(), Samples.trial(project.search(), 3));
        workbench.trainings.add(project, candidate.trial().architecture(), RunStatus.FINISHED, 2);
        workbench.trainings.add(project, candidate.trial().architecture(), RunStatus.STOPPED, 1);
        workbench.trainings.add(project, Samples.trial(project.search(), 4).architecture(), RunStatus.FINISHED, 2);
        open(project);
        shared.lookAt(candidate);
        settle();
        NetworkExportViewModel model = model();
        assertTrue(model.open());
        assertEquals(List.of("training 1, 2 epochs", "untrained, seed " + project.search().seed()),
                model.choices().stream().map(NetworkExportViewModel.Choice::label).toList());
        Path file = temporary.resolve("net.onnx");
        dialogs.files.add(file);
        model.formatProperty().set(NetworkFormat.ONNX);
        model.export();
        settle();
        assertEquals(List.of("training-1.onnx"), dialogs.suggestedNames);
        assertEquals(List.of(new NetworkSource.Trained(1), NetworkFormat.ONNX, file, true), asked);
        assertTrue(dialogs.notices.contains("what the format can't hold"), dialogs.notices.toString());
        for (NetworkFormat format : NetworkFormat.values()) {
            assertFalse(model.about(format).isBlank());
        }

        answer = FakeJob.failed(new HasnasException(ErrorCode.BAD_INPUT, "no node for it"));
        model.chosenProperty().set(model.choices().getLast());
        dialogs.files.add(file);
        model.export();
        settle();
        assertTrue(dialogs.problems.getLast().contains("no node for it"), dialogs.problems.toString());
        assertTrue(asked.getFirst() instanceof NetworkSource.Untrained);
        model.export();
        settle();
        assertEquals(1, dialogs.problems.size(), "a file chooser that is closed writes nothing");
    }

    @Test
    void withoutACandidateThereIsNothingToExport() {
        assertFalse(model().open());
        assertEquals(1, dialogs.problems.size());
    }
}
