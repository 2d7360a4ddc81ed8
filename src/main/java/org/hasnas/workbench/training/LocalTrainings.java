package org.hasnas.workbench.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.hasnas.chip.model.MeasuredAccuracy;
import org.hasnas.data.ImageSet;
import org.hasnas.data.LabelledDataset;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.TrainedWeights;
import org.hasnas.files.codec.TrainingFiles;
import org.hasnas.files.store.ProjectStore;
import org.hasnas.files.store.TrainingStore;
import org.hasnas.job.JobContext;
import org.hasnas.job.JobHandle;
import org.hasnas.job.RunStatus;
import org.hasnas.network.Architecture;
import org.hasnas.network.LifParameters;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.model.Activity;
import org.hasnas.simulation.model.LayerRate;
import org.hasnas.simulation.weights.WeightInitialization;
import org.hasnas.simulation.weights.Weights;
import org.hasnas.training.HeldOutResult;
import org.hasnas.training.TrainingMemory;
import org.hasnas.training.TrainingState;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.TrainingProgress;
import org.hasnas.training.model.TrainingRequest;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.training.model.TrainingSummary;
import org.hasnas.workbench.cluster.Clusters;
import org.hasnas.workbench.data.LoadedDatasets;
import org.hasnas.workbench.jobs.JobQueue;
import org.hasnas.workbench.jobs.Jobs;
import org.hasnas.workbench.project.OpenStores;

/** Trainings in this process. */
public final class LocalTrainings implements Trainings {
    private final OpenStores stores;
    private final LoadedDatasets datasets;
    private final TrainingPlaces places;
    private final Jobs jobs;
    private final Clusters clusters;
    /** Share of the memory that trainings side by side may take together. */
    private static final double MEMORY_SHARE = 0.6;

    /** Share of the held-out images that may be answered otherwise where sums are rounded otherwise. */
    private static final double MOST_APART = 0.005;

    /** A place for each processor: more trainings would only slow each other down. */
    private final JobQueue queue;

    public LocalTrainings(OpenStores stores, LoadedDatasets datasets, TrainingPlaces places, Jobs jobs, Clusters clusters) {
        this.stores = stores;
        this.datasets = datasets;
        this.places = places;
        this.jobs = jobs;
        this.clusters = clusters;
        this.queue = jobs.queue(Runtime.getRuntime().availableProcessors());
    }

    @Override
    public List<JobHandle<TrainingProgress, Accuracy>> start(Project project, List<Architecture> candidates, TrainingSettings settings, int threads)
            throws HasnasException {
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("no candidate to train");
        }
        SearchRequest search = project.search();
        List<TrainingRequest> requests = new ArrayList<>();
        for (Architecture candidate : candidates) {
            TrainingRequest request = TrainingRequest.ofDesign(search.dataset(), search.template(), search.space(), candidate, settings);
            try {
                request.network();
            } catch (IllegalArgumentException refused) {
                throw new HasnasException(ErrorCode.BAD_INPUT, "Candidate " + candidate.text() + " is none of this project's: " + refused.getMessage()
                        + ".", refused);
            }
            requests.add(request);
        }
        TrainingStore store = stores.writable(project).trainings();
        requireTeacher(store, settings);
        LabelledDataset dataset = dataset(project, search.dataset(), search.template());
        List<TrainingSummary> stored = new ArrayList<>();
        for (TrainingRequest request : requests) {
            stored.add(store.create(request));
        }
        // a training on one thread waits for nobody: side by side they do more than one after the other on all threads
        int each = fitSideBySide(requests, threads) ? Math.max(1, threads / requests.size()) : threads;
        return stored.stream().map(training -> launch(project, training, store, new TrainingWork.Begin.Fresh(), dataset, each,
                queue.places() * each / threads)).toList();
    }

    private static boolean fitSideBySide(List<TrainingRequest> requests, int threads) {
        long most = requests.stream().mapToLong(request -> TrainingMemory.bytes(request.network(), request.settings().batchSize())).max().orElse(0);
        return most * Math.min(requests.size(), threads) <= MEMORY_SHARE * Runtime.getRuntime().maxMemory();
    }

    @Override
    public JobHandle<TrainingProgress, Accuracy> startFrom(Project project, long trainingId, TrainingSettings settings, int threads)
            throws HasnasException {
        TrainingStore store = stores.writable(project).trainings();
        TrainingRequest source = store.get(trainingId).request();
        TrainingRequest request = new TrainingRequest(source.dataset(), source.template(), source.space(), source.architecture(), settings,
                OptionalLong.of(trainingId));
        TrainingWork.Begin begin = begin(project, store, request);
        requireTeacher(store, settings);
        LabelledDataset dataset = dataset(project, request.dataset(), request.template());
        return launch(project, store.create(request), store, begin, dataset, threads, threads);
    }

    /** A mistake is told before anything is stored. */
    private static void requireTeacher(TrainingStore store, TrainingSettings settings) throws HasnasException {
        if (settings.recipe().hasTeacher()) {
            TrainingWork.teacher(store, settings.recipe().teacher());
        }
    }

    /** Where a training begins that has no checkpoint. */
    private static TrainingWork.Begin begin(Project project, TrainingStore store, TrainingRequest request) throws HasnasException {
        if (request.from().isEmpty()) {
            return new TrainingWork.Begin.Fresh();
        }
        TrainingSummary source = store.get(request.from().getAsLong());
        if (source.status() != RunStatus.FINISHED) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "Training " + source.id() + " is not finished, so it has no weights to go on from."
                    + " Continue it first (--resume " + source.id() + ").");
        }
        return new TrainingWork.Begin.With(TrainingFiles.readWeights(project, source));
    }

    @Override
    public JobHandle<TrainingProgress, Accuracy> resume(Project project, long trainingId, int threads) throws HasnasException {
        TrainingStore store = stores.writable(project).trainings();
        TrainingSummary training = store.get(trainingId);
        Jobs.requireContinuable(TrainingWork.name(trainingId), training.status(), "Start a new one with more epochs or another seed.");
        LabelledDataset dataset = dataset(project, training.request().dataset(), training.request().template());
        Optional<TrainingState> state = TrainingFiles.readCheckpoint(project, training);
        TrainingWork.Begin begin = state.isPresent() ? new TrainingWork.Begin.GoOn(state.get()) : begin(project, store, training.request());
        store.setStatus(trainingId, RunStatus.RUNNING, "");
        return launch(project, training, store, begin, dataset, threads, threads);
    }

    @Override
    public TrainingSummary add(Project project, TrainedWeights trained, String file, int threads, JobContext job) throws HasnasException {
        TrainingRequest request = trained.request();
        TrainingStore store = stores.writable(project).trainings();
        if (request.from().isPresent()
                && !store.get(request.from().getAsLong()).request().architecture().equals(request.architecture())) {
            throw new HasnasException(ErrorCode.BAD_INPUT, file + " goes on from training " + request.from().getAsLong()
                    + ", which is of another design in this project. Import it into the project whose job it was.");
        }
        LabelledDataset dataset = dataset(project, request.dataset(), request.template());
        HeldOutResult result = Jobs.pooled("held-out images", threads, (part, pool) -> LocalTraining
                .of(request, dataset, places.kernels(), new Workers(pool, threads), Optional.empty()).heldOut(trained.weights(), part)).run(job);
        int apart = Math.abs(result.right() - trained.heldOutRight());
        if (result.images() != trained.heldOutImages() || apart > Math.max(1, MOST_APART * result.images())) {
            throw new HasnasException(ErrorCode.BAD_DATA, file + ": here the weights answer " + result.right() + " of " + result.images()
                    + " held-out images rightly, where they were trained " + trained.heldOutRight() + " of " + trained.heldOutImages()
                    + ". Are the images of the job those of this project?");
        }
        TrainingSummary training = store.create(request);
        TrainingWork work = new TrainingWork(project, training, store, new TrainingWork.Begin.Fresh(), dataset, places, threads,
                OptionalLong.empty());
        store.putEpochs(training.id(), trained.epochs());
        work.keep(trained.weights(), trained.keptEpoch(), trained.epochs().size(), result,
                Map.of("trained elsewhere", "imported from " + file + " (" + trained.madeWith() + ")"));
        work.ended(RunStatus.FINISHED, "");
        return store.get(training.id());
    }

    private LabelledDataset dataset(Project project, DatasetReference reference, NetworkTemplate template) throws HasnasException {
        LabelledDataset dataset = datasets.load(reference, project.folder(), JobContext.NONE);
        LoadedDatasets.requireFit(dataset, template);
        return dataset;
    }

    private JobHandle<TrainingProgress, Accuracy> launch(Project project, TrainingSummary training, TrainingStore store, TrainingWork.Begin begin,
            LabelledDataset dataset, int threads, int room) {
        TrainingWork work = new TrainingWork(project, training, store, begin, dataset, places, threads,
                OptionalLong.empty());
        return clusters.used().isPresent() ? jobs.start(work.name(), work, work::progress) : queue.add(work.name(), room, work, work::progress);
    }

    @Override
    public List<TrainingSummary> list(Project project) throws HasnasException {
        Optional<ProjectStore> store = stores.existing(project);
        return store.isPresent() ? store.get().trainings().list() : List.of();
    }

    @Override
    public TrainingSummary get(Project project, long trainingId) throws HasnasException {
        return stores.existing(project).orElseThrow(() -> new HasnasException(ErrorCode.NOT_FOUND, "Project " + project.folder()
                + " has no trainings yet. Train a candidate first.")).trainings().get(trainingId);
    }

    @Override
    public Path weights(Project project, long trainingId) throws HasnasException {
        TrainingSummary training = get(project, trainingId);
        Path file = TrainingFiles.weights(project, training);
        if (!Files.isRegularFile(file)) {
            throw new HasnasException(ErrorCode.NOT_FOUND, "Training " + trainingId + " has no weights (" + file + " is not there): "
                    + (training.status() == RunStatus.FINISHED ? "the file was moved away. Put it back or train the candidate again."
                            : "it is not finished. Go on with it first."));
        }
        return file;
    }

    @Override
    public float[] weights(Project project, long trainingId, String layer) throws HasnasException {
        TrainingSummary training = get(project, trainingId);
        float[][] rows = TrainingFiles.readWeights(project, training).rows(layer);
        boolean depthwise = training.request().network().convolutions().stream().anyMatch(known -> known.name().equals(layer) && known.depthwise());
        float[] weights = new float[rows.length * rows[0].length];
        int count = 0;
        for (int row = 0; row < rows.length; row++) {
            for (int out = 0; out < rows[row].length; out++) {
                if (!depthwise || row % rows[row].length == out) {
                    weights[count++] = rows[row][out];
                }
            }
        }
        return Arrays.copyOf(weights, count);
    }

    @Override
    public Activity activity(Project project, long trainingId, int image) throws HasnasException {
        TrainingSummary training = get(project, trainingId);
        Weights weights = TrainingFiles.readWeights(project, training);
        Network network = training.request().network();
        return new SeenImage(network, weights, seen(project, training.request().dataset(), network, image), image, true).activity();
    }

    @Override
    public Activity activity(Project project, Network design, long seed, int image) throws HasnasException {
        ImageSet images = seen(project, project.search().dataset(), design, image);
        return new SeenImage(design, WeightInitialization.draw(design, seed, JobContext.NONE), images, image, false).activity();
    }

    private ImageSet seen(Project project, DatasetReference reference, Network network, int image) throws HasnasException {
        ImageSet images = dataset(project, reference, network.template()).test();
        if (image < 0 || image >= images.size()) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "there are the test images 0 to " + (images.size() - 1) + ", not " + image);
        }
        return images;
    }

    @Override
    public Map<String, LifParameters> neurons(Project project, long trainingId) throws HasnasException {
        TrainingSummary training = get(project, trainingId);
        return TrainingFiles.readWeights(project, training).plan(training.request().network()).lifParameters();
    }

    @Override
    public List<MeasuredAccuracy> accuracies(Project project) throws HasnasException {
        Optional<ProjectStore> store = stores.existing(project);
        return store.isPresent() ? store.get().trainings().accuracies() : List.of();
    }

    @Override
    public List<LayerRate> spikeRates(Project project, String candidateHash) throws HasnasException {
        Optional<ProjectStore> store = stores.existing(project);
        return store.isPresent() ? store.get().trainings().spikeRates(candidateHash) : List.of();
    }
}
