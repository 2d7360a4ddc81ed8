package org.hasnas.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.run.SearchRequest;
import org.hasnas.testdata.TextFile;
import org.hasnas.testdata.Unexpected;
import org.hasnas.workbench.BenchmarkAccuracies;
import org.hasnas.workbench.Candidate;
import org.hasnas.workbench.CandidateAccuracies;
import org.hasnas.workbench.Candidates;
import org.hasnas.workbench.Project;

/** Candidates of which nothing is known. */
final class FakeCandidates implements Candidates {
    @Override
    public CandidateAccuracies accuracies(Project project, SearchRequest request) {
        throw Unexpected.call("Candidates.accuracies");
    }

    @Override
    public Optional<BenchmarkAccuracies> benchmarkAccuracies(Project project, SearchRequest request) {
        return Optional.empty();
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
