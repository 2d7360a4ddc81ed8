package org.hasnas.workbench.chip;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.hasnas.chip.catalog.ProfileFormat;
import org.hasnas.chip.inference.ChipAccuracyMeasurement;
import org.hasnas.chip.inference.ChipAccuracyMeasurement.Devices;
import org.hasnas.chip.inference.ChipInference.SetOfDevices;
import org.hasnas.chip.inference.MeasuredDie;
import org.hasnas.chip.inference.TrainedNetwork;
import org.hasnas.chip.inference.model.ChipConditions;
import org.hasnas.chip.inference.model.ChipImages;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.data.ImageSet;
import org.hasnas.data.LabelledDataset;
import org.hasnas.document.JsonText;
import org.hasnas.document.Source;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.WeightsFile;
import org.hasnas.files.codec.WeightsFiles;
import org.hasnas.job.JobContext;
import org.hasnas.network.Network;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.weights.WeightArrays;
import org.hasnas.workbench.cluster.Cluster;
import org.hasnas.workbench.cluster.ClusterTask;
import org.hasnas.workbench.cluster.ClusterTaskFailure;
import org.hasnas.workbench.cluster.ClusterWorker;
import org.hasnas.workbench.cluster.Shared;
import org.hasnas.workbench.jobs.Jobs;

/**
 * Chips simulated on a cluster, one task per set of devices.
 *
 * @param weights a file of weights
 * @param wanted images, from the first; 0 for all
 * @param pool with a thread for each task that may be under way
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ClusterChips(byte[] weights, Shared<LabelledDataset> images, ChipImages part, int wanted, Cluster cluster, ExecutorService pool)
        implements ChipAccuracyMeasurement.Elsewhere {
    private static final String SENT = "what was sent over the network";

    /**
     * A set of devices.
     *
     * @param profile of the chip, as JSON
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record ChipTask(String profile, byte[] weights, Shared<LabelledDataset> images, ChipImages part, int wanted, ChipConditions conditions,
            long seed) implements ClusterTask<SetOfDevices> {
        @Override
        public SetOfDevices run(ClusterWorker worker, JobContext job) throws HasnasException {
            HardwareProfile chip = ProfileFormat.read(JsonText.parse(new Source(SENT, Source.Kind.JSON), "hardware profile", profile)
                    .fields(ProfileFormat.KEYS));
            WeightsFile file = WeightsFiles.read(weights, SENT);
            Network network = file.network();
            LabelledDataset dataset = images.value(worker);
            ImageSet seen = ChipAccuracyMeasurement.images(dataset, part, wanted);
            return ChipAccuracyMeasurement.chip(new TrainedNetwork.Designed(network, WeightArrays.read(network, file.arrays())), chip,
                    MeasuredDie.NONE, dataset.training(), worker.kernels().column(), Workers.CALLER, job)
                    .measure(conditions, seen, seen.size(), seed, job);
        }
    }

    @Override
    public List<SetOfDevices> measure(HardwareProfile profile, List<Devices> devices, int count, JobContext job)
            throws HasnasException {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        ProfileFormat.write(profile, tree);
        String chip = JsonText.line(JsonText.camelCase(tree));
        List<Future<SetOfDevices>> underWay = devices.stream()
                .map(set -> pool.submit(() -> cluster.run(new ChipTask(chip, weights, images, part, wanted, set.conditions(), set.seed()),
                        job.silent())))
                .toList();
        List<SetOfDevices> sets = new ArrayList<>();
        try {
            for (Future<SetOfDevices> done : underWay) {
                sets.add(Jobs.result(done));
                job.progress((long) sets.size() * count, (long) devices.size() * count);
            }
        } catch (ClusterTaskFailure failure) {
            throw new HasnasException(ErrorCode.IO, "The chip could not be simulated on the cluster: " + failure.getMessage(), failure);
        } finally {
            underWay.forEach(left -> left.cancel(true));
        }
        return sets;
    }
}
