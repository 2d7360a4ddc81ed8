package org.hasnas.ui.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.score.model.PredictionAgreement;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.testdata.FakeAccuracies;
import org.hasnas.testdata.Samples;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.ui.ViewModelFixture;
import org.hasnas.ui.fx.AfterPause;
import org.hasnas.ui.project.KnownTrials;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class KnownAccuraciesTest extends ViewModelFixture {
    private static final SearchRequest REQUEST = Samples.digits(1000);

    private final FakeAccuracies accuracies = new FakeAccuracies();
    private final KnownTrials known = shared.known();
    private final KnownAccuracies model = new KnownAccuracies(workbench.candidates, around, AfterPause.AT_ONCE, shared);
    private final List<Trial> trials = Samples.trials(REQUEST, 700);

    @BeforeEach
    void open() {
        shared.open(new Project(Path.of("project"), "a project", "", REQUEST));
    }

    private void predictAll() {
        trials.forEach(trial -> accuracies.put(trial.architecture(),
                new Accuracy(AccuracyKind.PREDICTED, 0.9, 0.85, 0.95, "predicted from a test")));
        workbench.candidates.accuracies = accuracies;
    }

    @Test
    void everyKnownTrialGetsItsAccuraciesAlsoThoseThatComeLater() {
        predictAll();
        shared.show(REQUEST, trials.subList(0, 600));
        assertEquals(0, model.lookedAt());
        settle();
        assertEquals(600, model.lookedAt());
        assertEquals(90, model.percent(AccuracyKind.PREDICTED, 599), 1e-9);
        assertEquals(85, model.lowPercent(AccuracyKind.PREDICTED, 599), 1e-9);
        assertTrue(Double.isNaN(model.percent(AccuracyKind.TRAINED, 599)));
        assertTrue(model.exists(AccuracyKind.PREDICTED));
        assertFalse(model.exists(AccuracyKind.TRAINED));
        known.append(trials.subList(600, 700));
        assertTrue(Double.isNaN(model.percent(AccuracyKind.PREDICTED, 650)), "not looked at yet");
        settle();
        assertEquals(90, model.percent(AccuracyKind.PREDICTED, 699), 1e-9);
    }

    @Test
    void anotherRunBeginsAnew() {
        predictAll();
        shared.show(REQUEST, trials);
        settle();
        workbench.candidates.accuracies = new FakeAccuracies();
        shared.show(REQUEST, trials.subList(0, 10));
        assertFalse(model.exists(AccuracyKind.PREDICTED));
        settle();
        assertEquals(10, model.lookedAt());
        assertTrue(Double.isNaN(model.percent(AccuracyKind.PREDICTED, 3)));
    }

    @Test
    void theCandidateShowsEveryKindOrHowToGetIt() {
        predictAll();
        accuracies.regret = OptionalDouble.of(0.0123);
        CandidateAccuraciesViewModel candidate = candidateOf(new Candidate(REQUEST, trials.get(3)));
        shared.show(REQUEST, trials);
        settle();
        CandidateAccuraciesViewModel.Content content = candidate.contentProperty().get();
        assertEquals(List.of(AccuracyKind.values()), content.lines().stream().map(CandidateAccuraciesViewModel.Line::kind).toList());
        assertEquals("90.00 %", AccuracyText.value(content.lines().getFirst().accuracy().orElseThrow()));
        assertEquals("no accuracy trained", content.lines().get(2).missing());
        assertTrue(content.regret().startsWith("1.23 points below"), content.regret());
    }

    @Test
    void aCandidateOfAnotherTemplateHasNoAccuracyOfThisRun() {
        predictAll();
        SearchRequest other = Samples.request(NetworkTemplates.HASNAS_CIFAR10, 10);
        CandidateAccuraciesViewModel candidate = candidateOf(new Candidate(other, Samples.trial(other, 1)));
        shared.show(REQUEST, trials);
        settle();
        assertTrue(candidate.contentProperty().get().lines().stream().allMatch(line -> line.accuracy().isEmpty()
                && line.missing().contains("another template")));
    }

    @Test
    void anImportedCandidateShowsItsAccuraciesWhileNoRunIsShown() {
        predictAll();
        CandidateAccuraciesViewModel candidate = candidateOf(new Candidate(REQUEST, trials.get(3)));
        settle();
        assertEquals("90.00 %", AccuracyText.value(candidate.contentProperty().get().lines().getFirst().accuracy().orElseThrow()));
    }

    private CandidateAccuraciesViewModel candidateOf(Candidate candidate) {
        shared.lookAt(candidate);
        return new CandidateAccuraciesViewModel(around, shared, model);
    }

    @Test
    void theAgreementSaysItsRankCorrelationOrWhyThereIsNone() {
        AgreementViewModel agreement = new AgreementViewModel(workbench.candidates, around, model);
        agreement.refresh();
        assertTrue(agreement.contentProperty().get().sentence().contains("Open a project"));
        List<PredictionAgreement.Pair> pairs = List.of(pair(0, 0.8, 0.81), pair(1, 0.85, 0.84), pair(2, 0.9, 0.99));
        accuracies.agreement = new PredictionAgreement(Optional.of(AccuracyKind.TRAINED), pairs);
        workbench.candidates.accuracies = accuracies;
        shared.show(REQUEST, trials);
        settle();
        agreement.refresh();
        settle();
        String sentence = agreement.contentProperty().get().sentence();
        assertTrue(sentence.contains("Kendall tau-b 1.00") && sentence.contains("2 of 3 lie"), sentence);
        accuracies.agreement = new PredictionAgreement(Optional.empty(), List.of());
        agreement.refresh();
        settle();
        assertEquals("Learnt from a test.", agreement.contentProperty().get().sentence());
    }

    private PredictionAgreement.Pair pair(int trial, double predicted, double trained) {
        return new PredictionAgreement.Pair(trials.get(trial).architecture(),
                new Accuracy(AccuracyKind.PREDICTED, predicted, predicted - 0.05, predicted + 0.05, "test"),
                Accuracy.of(AccuracyKind.TRAINED, trained, "test"));
    }
}
