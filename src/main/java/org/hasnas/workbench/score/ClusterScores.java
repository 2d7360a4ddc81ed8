package org.hasnas.workbench.score;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.hasnas.data.ImageSet;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.SearchRequestJson;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.score.fitness.SimulatedScores;
import org.hasnas.score.fitness.TrainingFreeScores;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.search.evaluation.FitnessFunction;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.workbench.cluster.Cluster;
import org.hasnas.workbench.cluster.ClusterTask;
import org.hasnas.workbench.cluster.ClusterWorker;
import org.slf4j.LoggerFactory;

/** The scores of a request, computed on a cluster, one task per network. */
public record ClusterScores(SearchRequest request, String json, ImageSet images, Cluster cluster) implements FitnessFunction {
    public ClusterScores(SearchRequest request, ImageSet images, Cluster cluster) {
        this(request, SearchRequestJson.write(request), images, cluster);
    }

    private record ScoreTask(String request, String design) implements ClusterTask<ImageSet, FitnessScore> {
        @Override
        public FitnessScore run(ImageSet images, ClusterWorker worker, JobContext job) throws HasnasException {
            SearchRequest asked = SearchRequestJson.read(request, "a request sent over the network");
            TrainingFreeScores scores = worker.keep(TrainingFreeScores.class,
                    kernels -> new TrainingFreeScores(new SimulatedScores(kernels.integer()), kernels.training()));
            return scores.score(Network.of(asked.template(), asked.space(), Architecture.parse(design)), Optional.of(images), asked.fitness(),
                    asked.seed(), Workers.CALLER, job).score();
        }
    }

    @Override
    public FitnessScore score(Network network, JobContext job) {
        try {
            return cluster.run(new ScoreTask(json, network.architecture().text()), images, job);
        } catch (HasnasException ended) { // not this network's fault: the search stops, to be gone on with
            LoggerFactory.getLogger(ClusterScores.class).error("The search stops", ended);
            throw (CancellationException) new CancellationException(ended.getMessage()).initCause(ended);
        }
    }
}
