package org.hasnas.cli.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hasnas.cli.console.ProgressDisplay;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.report.Figures;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobHandle;
import org.hasnas.job.RunStatus;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.EpochResult;
import org.hasnas.training.model.TrainingProgress;
import org.hasnas.training.model.TrainingSummary;

/** Shows running trainings on standard error, epoch by epoch. */
public record TrainingFollower(Session session) {
    /** Of a training, in the display of progress. */
    private static final long PARTS = 1000;

    /** Waits for the end of a training; the failure of one that failed is thrown. The accuracy on held-out images; empty if it was stopped. */
    public Optional<Accuracy> await(JobHandle<TrainingProgress, Accuracy> job) throws HasnasException {
        return awaitAll(List.of(job)).getFirst();
    }

    /** Waits for trainings that run side by side or wait for each other; the others of one that failed or was stopped are stopped. */
    public List<Optional<Accuracy>> awaitAll(List<JobHandle<TrainingProgress, Accuracy>> jobs) throws HasnasException {
        ProgressDisplay display = session.progress();
        List<Notes> notes = jobs.stream().map(job -> new Notes(job, jobs.size() > 1, display)).toList();
        List<Optional<Accuracy>> ends = new ArrayList<>();
        try {
            for (JobHandle<TrainingProgress, Accuracy> job : jobs) {
                ends.add(session.await(job, () -> {
                    notes.forEach(Notes::print);
                    show(jobs, display);
                }));
                if (ends.getLast().isEmpty()) {
                    jobs.forEach(JobHandle::cancel);
                }
            }
        } catch (HasnasException failed) {
            jobs.forEach(JobHandle::cancel);
            throw failed;
        } finally {
            notes.forEach(Notes::print);
            display.clear();
        }
        return ends;
    }

    /** All trainings as one amount of work, and what those that run are at. */
    private static void show(List<JobHandle<TrainingProgress, Accuracy>> jobs, ProgressDisplay display) {
        double done = 0;
        List<String> running = new ArrayList<>();
        for (JobHandle<TrainingProgress, Accuracy> job : jobs) {
            TrainingProgress progress = job.progress();
            RunStatus status = job.status();
            boolean ended = !status.isLive();
            double epochs = Math.max(0, progress.epoch() - 1) + (double) progress.batch() / Math.max(1, progress.batches());
            done += ended ? 1 : epochs / progress.planned();
            if (!ended && status != RunStatus.WAITING) {
                running.add((jobs.size() > 1 ? progress.training().id() + ": " : "") + text(progress));
            }
        }
        display.show((long) (done * PARTS), (long) jobs.size() * PARTS, String.join("  |  ", running));
    }

    /** Notes the begin of a training and each epoch once. */
    private final class Notes {
        private final JobHandle<TrainingProgress, Accuracy> job;
        private final boolean oneOfSeveral;
        private final ProgressDisplay display;
        private boolean begun;
        private int noted;

        Notes(JobHandle<TrainingProgress, Accuracy> job, boolean oneOfSeveral, ProgressDisplay display) {
            this.job = job;
            this.oneOfSeveral = oneOfSeveral;
            this.display = display;
        }

        void print() {
            TrainingSummary training = job.progress().training();
            if (!begun && job.status() != RunStatus.WAITING) {
                begun = true;
                display.clear();
                session.note("training " + training.id() + ": candidate " + training.candidateHash().substring(0, 12) + " ("
                        + training.request().architecture().text() + "), " + training.request().settings().epochs() + " epochs, seed "
                        + training.request().settings().seed() + (training.request().from().isPresent() ? ", from training "
                                + training.request().from().getAsLong() : "")
                        + (training.request().settings().isQuantized() ? ", "
                                + training.request().settings().weightBits() + "-bit weights" : ""));
            }
            List<EpochResult> epochs = job.progress().epochs();
            for (EpochResult epoch : epochs.subList(noted, epochs.size())) {
                noted++;
                display.clear();
                session.note((oneOfSeveral ? "training " + training.id() + "  " : "") + Figures.format(
                        "epoch %3d  loss %.4f  training %.2f %%  validation %.2f %%  %.1f s", epoch.epoch(), epoch.trainingLoss(),
                        100 * epoch.trainingAccuracy(), 100 * epoch.validationAccuracy(), epoch.seconds()));
            }
        }
    }

    private static String text(TrainingProgress progress) {
        if (progress.epoch() == 0) {
            return "preparing";
        }
        StringBuilder text = new StringBuilder(Figures.format("epoch %d/%d  batch %d/%d  loss %.3f  %.1f %%", progress.epoch(),
                progress.planned(), progress.batch(), progress.batches(), progress.loss(), 100 * progress.trainingAccuracy()));
        if (progress.imagesPerSecond() > 0) {
            text.append(Figures.format("  %.0f images/s", progress.imagesPerSecond()));
        }
        progress.remaining().ifPresent(left -> text.append("  ").append(ProgressDisplay.left(left)));
        return text.toString();
    }
}
