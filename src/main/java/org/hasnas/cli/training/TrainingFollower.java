package org.hasnas.cli.training;

import java.util.List;
import java.util.Optional;
import org.hasnas.cli.console.ProgressDisplay;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.report.Figures;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobHandle;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.EpochResult;
import org.hasnas.training.model.TrainingProgress;
import org.hasnas.training.model.TrainingSummary;

/** Shows a running training on standard error, epoch by epoch. */
public record TrainingFollower(Session session) {
    /** Waits for the end of a training; the failure of one that failed is thrown. The accuracy on held-out images; empty if it was stopped. */
    public Optional<Accuracy> await(JobHandle<TrainingProgress, Accuracy> job) throws HasnasException {
        TrainingSummary training = job.progress().training();
        session.note("training " + training.id() + ": candidate " + training.candidateHash().substring(0, 12) + " ("
                + training.request().architecture().text() + "), " + training.request().settings().epochs() + " epochs, seed "
                + training.request().settings().seed() + (training.request().from().isPresent() ? ", from training "
                + training.request().from().getAsLong() : "") + (training.request().settings().isQuantized() ? ", "
                + training.request().settings().weightBits() + "-bit weights" : ""));
        ProgressDisplay display = session.progress();
        EpochNotes notes = new EpochNotes(job, display);
        try {
            return session.await(job, () -> {
                notes.print();
                show(job.progress(), display);
            });
        } finally {
            notes.print();
            display.clear();
        }
    }

    private static void show(TrainingProgress progress, ProgressDisplay display) {
        display.show((long) Math.max(0, progress.epoch() - 1) * progress.batches() + progress.batch(),
                (long) progress.planned() * Math.max(1, progress.batches()), text(progress));
    }

    /** Notes each epoch once. */
    private final class EpochNotes {
        private final JobHandle<TrainingProgress, Accuracy> job;
        private final ProgressDisplay display;
        private int noted;

        EpochNotes(JobHandle<TrainingProgress, Accuracy> job, ProgressDisplay display) {
            this.job = job;
            this.display = display;
        }

        void print() {
            List<EpochResult> epochs = job.progress().epochs();
            for (EpochResult epoch : epochs.subList(noted, epochs.size())) {
                noted++;
                display.clear();
                session.note(Figures.format("epoch %3d  loss %.4f  training %.2f %%  validation %.2f %%  %.1f s", epoch.epoch(),
                        epoch.trainingLoss(), 100 * epoch.trainingAccuracy(), 100 * epoch.validationAccuracy(), epoch.seconds()));
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
