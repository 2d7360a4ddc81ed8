package org.hasnas.testdata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.network.Architecture;
import org.hasnas.score.model.PredictionAgreement;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.CandidateAccuracies;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.workbench.candidate.KnownCandidates;

/** Candidates of which a test says what is known; files of them name a sample. */
public final class FakeCandidates implements KnownCandidates {
    /** What is known of all candidates. */
    public volatile CandidateAccuracies accuracies = new FakeAccuracies();

    @Override
    public CandidateAccuracies accuracies(Project project, SearchRequest request) {
        return accuracies;
    }

    @Override
    public JobHandle<Progress, PredictionAgreement> agreement(CandidateAccuracies known) {
        return FakeJob.done(known.agreement(JobContext.NONE));
    }

    @Override
    public Set<Architecture> withHash(Project project, String firstDigits) {
        return Set.of();
    }

    @Override
    public void write(Candidate candidate, Path file) throws HasnasException {
        write(List.of(candidate), file);
    }

    @Override
    public void write(List<Candidate> candidates, Path zip) throws HasnasException {
        TextFile.write(zip, String.join("\n", candidates.stream()
                .map(candidate -> candidate.trial().index() + ";" + candidate.trial().architecture().text()).toList()));
    }

    @Override
    public List<Candidate> readAll(Path file) throws HasnasException {
        try {
            return Files.readAllLines(file).stream().map(line -> line.split(";", -1)).map(parts -> {
                SearchRequest request = Samples.digits(10);
                Trial drawn = Samples.trial(request, Integer.parseInt(parts[0]));
                return new Candidate(request, new Trial(drawn.index(), Architecture.parse(parts[1]), drawn.outcome(), drawn.seconds()));
            }).toList();
        } catch (IOException | IllegalArgumentException wrong) {
            throw new HasnasException(ErrorCode.BAD_DATA, file + " is no candidate; choose a file that was exported.", wrong);
        }
    }

    @Override
    public Candidate read(Path file) throws HasnasException {
        return readAll(file).getFirst();
    }
}
