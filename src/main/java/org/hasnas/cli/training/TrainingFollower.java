package org.hasnas.cli.training;

import java.util.ArrayList;
import java.util.List;
import org.hasnas.cli.console.ProgressDisplay;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.Naming;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobEnd;
import org.hasnas.job.JobHandle;
import org.hasnas.job.RunStatus;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.EpochResult;
import org.hasnas.training.model.TrainingHealth;
import org.hasnas.training.model.TrainingHealth.Verdict;
import org.hasnas.training.model.TrainingProgress;
import org.hasnas.training.model.TrainingSummary;
import org.hasnas.training.model.ValidationSplit;

/** Shows running trainings on standard error: epoch by epoch, and a line for each that runs. */
public record TrainingFollower(Session session) {
    /** Waits for trainings that run side by side or wait for each other. If one is stopped, so are all; one that fails is noted, and the others go on. */
    public List<JobEnd<Accuracy>> awaitAll(List<JobHandle<TrainingProgress, Accuracy>> jobs) throws HasnasException {
        ProgressDisplay display = session.progress();
        List<Notes> notes = jobs.stream().map(job -> new Notes(job, jobs.size() > 1, display)).toList();
        List<JobEnd<Accuracy>> ends = new ArrayList<>();
        try {
            for (JobHandle<TrainingProgress, Accuracy> job : jobs) {
                JobEnd<Accuracy> end = end(job, () -> {
                    notes.forEach(Notes::print);
                    display.show(lines(jobs));
                });
                ends.add(end);
                switch (end) {
                    case JobEnd.Finished<Accuracy> _ -> {}
                    case JobEnd.Stopped<Accuracy> _ -> jobs.forEach(JobHandle::cancel);
                    case JobEnd.Failed<Accuracy>(Throwable cause) -> {
                        if (jobs.size() > 1) {
                            display.clear();
                            session.note("training " + job.progress().training().id() + "  failed: " + cause.getMessage());
                        }
                    }
                }
            }
        } finally {
            notes.forEach(Notes::print);
            display.clear();
        }
        return ends;
    }

    private JobEnd<Accuracy> end(JobHandle<TrainingProgress, Accuracy> job, Runnable meanwhile) {
        try {
            return session.await(job, meanwhile).<JobEnd<Accuracy>>map(JobEnd.Finished::new).orElseGet(JobEnd.Stopped::new);
        } catch (HasnasException failed) {
            return new JobEnd.Failed<>(failed);
        }
    }

    /** A line for each training that runs, and one for how many there are besides. */
    private static List<ProgressDisplay.Line> lines(List<JobHandle<TrainingProgress, Accuracy>> jobs) {
        List<ProgressDisplay.Line> lines = new ArrayList<>();
        int waiting = 0;
        int ended = 0;
        for (JobHandle<TrainingProgress, Accuracy> job : jobs) {
            RunStatus status = job.status();
            if (status == RunStatus.WAITING) {
                waiting++;
            } else if (!status.isLive()) {
                ended++;
            } else {
                TrainingProgress progress = job.progress();
                double epochs = Math.max(0, progress.epoch() - 1) + (double) progress.batch() / Math.max(1, progress.batches());
                lines.add(new ProgressDisplay.Line(epochs / progress.planned(),
                        jobs.size() > 1 ? progress.training().id() + ": " + text(progress, "") : text(progress, batch(progress))));
            }
        }
        if (waiting > 0) {
            lines.add(new ProgressDisplay.Line((double) ended / jobs.size(), ended + " of " + jobs.size() + " trainings done, " + waiting + " wait"));
        }
        return lines;
    }

    private static String validation(ValidationSplit split) {
        return Figures.format("%.4g %% of the training images are held out for validation, ", 100 * split.fraction())
                + (split.blocks() == 0 ? "drawn with the training's seed" : "in " + Figures.count(split.blocks(), "contiguous block"));
    }

    /** Notes the begin of a training, each epoch once, and what goes wrong when it is first seen. */
    private final class Notes {
        private final JobHandle<TrainingProgress, Accuracy> job;
        private final boolean oneOfSeveral;
        private final ProgressDisplay display;
        private boolean begun;
        private int noted;
        private Verdict seen = Verdict.WELL;

        Notes(JobHandle<TrainingProgress, Accuracy> job, boolean oneOfSeveral, ProgressDisplay display) {
            this.job = job;
            this.oneOfSeveral = oneOfSeveral;
            this.display = display;
        }

        void print() {
            TrainingProgress progress = job.progress();
            TrainingSummary training = progress.training();
            if (!begun && job.status() != RunStatus.WAITING) {
                begun = true;
                display.clear();
                session.note("training " + training.id() + ": candidate " + training.candidateHash().substring(0, 12) + " ("
                        + training.request().architecture().text() + "), " + training.request().settings().epochs() + " epochs, seed "
                        + training.request().settings().seed() + (training.request().from().isPresent() ? ", from training "
                                + training.request().from().getAsLong() : "")
                        + (training.request().settings().isQuantized() ? ", "
                                + training.request().settings().weightBits() + "-bit weights" : ""));
                session.note("training " + training.id() + ": on " + Naming.text(training.request().dataset()) + "; "
                        + validation(training.request().settings().validation()));
            }
            String name = oneOfSeveral ? "training " + training.id() + "  " : "";
            List<EpochResult> epochs = progress.epochs();
            for (EpochResult epoch : epochs.subList(noted, epochs.size())) {
                noted++;
                display.clear();
                session.note(name + Figures.format("epoch %3d  loss %.4f  training %.2f %%  validation %.2f %%  %.1f s", epoch.epoch(),
                        epoch.trainingLoss(), 100 * epoch.trainingAccuracy(), 100 * epoch.validationAccuracy(), epoch.seconds())
                        + (noted == epochs.size() ? pace(progress) : ""));
            }
            TrainingHealth health = progress.health();
            if (health.verdict() != seen && !health.verdict().isHopeless()) { // the hopeless end as failed, which is said then
                seen = health.verdict();
                if (seen != Verdict.WELL) {
                    display.clear();
                    session.note(name + "note: " + health.explanation() + ".");
                }
            }
        }
    }

    /** @param batch where in the epoch it is; empty for a line that must not be longer than a terminal is wide */
    private static String text(TrainingProgress progress, String batch) {
        if (progress.epoch() == 0) {
            return "preparing";
        }
        String epoch = Figures.format("epoch %d/%d", progress.epoch(), progress.planned());
        return (progress.batches() == 0 ? epoch : epoch + batch + Figures.format("  loss %.3f  %.1f %%", progress.loss(),
                100 * progress.trainingAccuracy())) + pace(progress);
    }

    private static String batch(TrainingProgress progress) {
        return "  batch " + progress.batch() + "/" + progress.batches();
    }

    /** Images per second and the time left, as far as they are known. */
    private static String pace(TrainingProgress progress) {
        return (progress.imagesPerSecond() > 0 ? Figures.format("  %.0f images/s", progress.imagesPerSecond()) : "")
                + progress.remaining().map(left -> "  " + ProgressDisplay.left(left)).orElse("");
    }
}
