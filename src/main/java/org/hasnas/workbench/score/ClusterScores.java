package org.hasnas.workbench.score;

import java.util.Optional;
import org.hasnas.data.LabelledDataset;
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
import org.hasnas.workbench.cluster.Clusters;
import org.hasnas.workbench.cluster.Shared;

/**
 * The scores of a request, computed on a cluster, one task per network.
 *
 * @param request as JSON
 */
record ClusterScores(String request, Shared<LabelledDataset> images, Cluster cluster) implements FitnessFunction {
    ClusterScores(SearchRequest request, Shared<LabelledDataset> images, Cluster cluster) {
        this(SearchRequestJson.write(request), images, cluster);
    }

    private record ScoreTask(String request, String design, Shared<LabelledDataset> images) implements ClusterTask<FitnessScore> {
        @Override
        public FitnessScore run(ClusterWorker worker, JobContext job) throws HasnasException {
            SearchRequest asked = SearchRequestJson.read(request, "a request sent over the network");
            TrainingFreeScores scores = worker.keep(TrainingFreeScores.class, "",
                    () -> new TrainingFreeScores(new SimulatedScores(worker.kernels().integer()), worker.kernels().training()));
            return scores.score(Network.of(asked.template(), asked.space(), Architecture.parse(design)), Optional.of(images.value(worker).training()),
                    asked.fitness(), asked.seed(), Workers.CALLER, job).score();
        }
    }

    @Override
    public FitnessScore score(Network network, JobContext job) {
        try {
            return cluster.run(new ScoreTask(request, network.architecture().text(), images), job);
        } catch (HasnasException ended) { // not this network's fault: the search stops, to be gone on with
            throw Clusters.stopping(ended);
        }
    }
}
