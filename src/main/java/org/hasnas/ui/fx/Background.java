package org.hasnas.ui.fx;

import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.hasnas.error.HasnasException;
import org.hasnas.error.MemoryShortage;
import org.slf4j.LoggerFactory;

/**
 * Runs work that can block away from the user-interface thread and delivers its result back to it.
 */
public final class Background {
    private final Executor workers;
    private final Executor userInterface;

    /**
     * @param workers runs the work
     * @param userInterface runs the deliveries, in order; in the window this is the JavaFX thread
     */
    public Background(Executor workers, Executor userInterface) {
        this.workers = workers;
        this.userInterface = userInterface;
    }

    /** Work that gives a result. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws HasnasException;
    }

    /** Work without a result. */
    @FunctionalInterface
    public interface Action {
        void run() throws HasnasException;
    }

    /** Runs work; then calls either of the two consumers on the user-interface thread, the second with a sentence for the user. */
    public <T> void run(Work<T> work, Consumer<? super T> done, Consumer<String> problem) {
        try {
            workers.execute(() -> runAndDeliver(work, done, problem));
        } catch (RejectedExecutionException closing) {
            LoggerFactory.getLogger(Background.class).debug("not started, since the program is closing", closing);
        }
    }

    /** Runs an action; see {@link #run(Work, Consumer, Consumer)}. */
    public void perform(Action action, Runnable done, Consumer<String> problem) {
        Work<Boolean> work = () -> {
            action.run();
            return Boolean.TRUE;
        };
        run(work, ignored -> done.run(), problem);
    }

    /** Runs a delivery on the user-interface thread. */
    public void deliver(Runnable delivery) {
        userInterface.execute(delivery);
    }

    // The boundary of the window: whatever a use case throws becomes a sentence, and bugs go to the log as well.
    private <T> void runAndDeliver(Work<T> work, Consumer<? super T> done, Consumer<String> problem) {
        T result;
        try {
            result = work.run();
        } catch (HasnasException | RuntimeException | OutOfMemoryError failure) {
            String sentence = sentenceOf(failure);
            userInterface.execute(() -> problem.accept(sentence));
            return;
        }
        userInterface.execute(() -> done.accept(result));
    }

    /** The sentence to show for a failure; failures that are bugs are logged. */
    public static String sentenceOf(Throwable failure) {
        if (failure instanceof HasnasException expected) {
            return expected.getMessage();
        }
        if (failure instanceof CompletionException && failure.getCause() != null) {
            return sentenceOf(failure.getCause());
        }
        Optional<String> shortage = MemoryShortage.behind(failure);
        if (shortage.isPresent()) {
            return shortage.get();
        }
        LoggerFactory.getLogger(Background.class).error("unexpected failure", failure);
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
