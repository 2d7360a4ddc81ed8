package org.hasnas.cli;

import java.nio.file.Path;
import java.util.Set;
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
import org.hasnas.testdata.FakeAccuracies;
import org.hasnas.testdata.FakeJob;
import org.hasnas.testdata.TextFile;
import org.hasnas.testdata.Unexpected;
import org.hasnas.workbench.candidate.KnownCandidates;

/** Candidates of which nothing is known. */
public final class FakeCandidates implements KnownCandidates {
    @Override
    public CandidateAccuracies accuracies(Project project, SearchRequest request) {
        return new FakeAccuracies();
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
        TextFile.write(file, "trial " + candidate.trial().index());
    }

    @Override
    public Candidate read(Path file) {
        throw Unexpected.call("Candidates.read");
    }
}
