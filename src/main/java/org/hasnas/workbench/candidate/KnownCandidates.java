package org.hasnas.workbench.candidate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.CandidateHash;
import org.hasnas.files.codec.CandidateJson;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.score.model.PredictionAgreement;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.CandidateAccuracies;
import org.hasnas.search.model.LadderSettings;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.workbench.Workbench;

/** The part of the {@link Workbench} that knows the accuracies of candidates and moves candidates in and out as files. Safe for any thread. */
public interface KnownCandidates {
    /** A candidate's one name, 64 hexadecimal digits: a hash of template, search space and architecture. */
    static String hash(Candidate candidate) {
        return CandidateJson.hash(candidate).text();
    }

    /** The {@link #hash} of a candidate's network, which is that of its trainings. */
    static String networkHash(Candidate candidate) {
        return CandidateJson.networkHash(candidate).text();
    }

    /** The name of a network's trainings. */
    static String networkHash(Network network) {
        return CandidateHash.of(network.template(), network.space(), network.architecture().ofNetwork()).text();
    }

    /** {@link #hash} for many designs of a request. */
    static Function<Architecture, String> hashes(SearchRequest request) {
        return CandidateHash.ofDesigns(request.template(), request.space()).andThen(CandidateHash::text);
    }

    /**
     * All that is known now of the accuracies of a request's candidates: predicted, from the project's table, trained, on the chip. Reads
     * the store and the table.
     */
    CandidateAccuracies accuracies(Project project, SearchRequest request) throws HasnasException;

    /** How predictions agree with the accuracies they were learnt from, each left out of its own prediction. */
    JobHandle<Progress, PredictionAgreement> agreement(CandidateAccuracies accuracies);

    /**
     * The architectures of the project's template and space, in its runs or trained, whose {@link #hash} begins with some digits.
     * Reads the store.
     */
    Set<Architecture> withHash(Project project, String firstDigits) throws HasnasException;

    /** Writes a candidate as versioned JSON that {@link #read} reads back. */
    void write(Candidate candidate, Path file) throws HasnasException;

    /** Writes several candidates as a zip of such files with a manifest. */
    void write(List<Candidate> candidates, Path zip) throws HasnasException;

    /** Whether a file is one that {@link #readAll} may read, and no archive of images. */
    static boolean isFileOfDesigns(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".json") || CandidateJson.isZip(file);
    }

    Candidate read(Path file) throws HasnasException;

    /** Reads a zip of candidates, or the file of one. */
    List<Candidate> readAll(Path file) throws HasnasException;

    /**
     * A project whose searches by trainings take candidates along, as designs of its own.
     *
     * @return not saved
     * @throws HasnasException BAD_INPUT if the project's searches don't pay for trainings, or if a candidate is of another template or search space
     */
    static Project with(Project project, List<Candidate> candidates) throws HasnasException {
        SearchRequest search = project.search();
        LadderSettings ladder = search.ladder().orElseThrow(() -> new HasnasException(ErrorCode.BAD_INPUT, "The searches of " + project.name()
                + " don't pay for trainings, so that they can't take designs along; set 'algorithm: ladder' in the project's search."));
        List<Architecture> designs = new ArrayList<>(ladder.given());
        for (Candidate candidate : candidates) {
            Architecture design = candidate.trial().architecture();
            if (!hashes(search).apply(design).equals(hash(candidate))) {
                throw new HasnasException(ErrorCode.BAD_INPUT,
                        "Design " + design.text() + " is of the template '" + candidate.request().template().name()
                                + "' and the search space '" + candidate.request().space().name() + "', which are not those of " + project.name()
                                + ": there it would be another network.");
            }
            designs.add(design);
        }
        return project.withSearch(search.withLadder(ladder.withGiven(designs)));
    }
}
