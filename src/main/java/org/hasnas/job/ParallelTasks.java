package org.hasnas.job;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * The same work for many items, on the threads of an executor. The first failure is thrown as it was; what has not begun by then is dropped.
 * An interrupted wait ends with {@link CancellationException}.
 */
public final class ParallelTasks {
    private ParallelTasks() {}

    /** The results in the order of the items. */
    public static <T, R> List<R> results(Collection<T> items, Function<T, R> work, Executor executor) {
        return results(items, work, executor, done -> {});
    }

    /** @param progress told how many results are there */
    public static <T, R> List<R> results(Collection<T> items, Function<T, R> work, Executor executor, IntConsumer progress) {
        List<FutureTask<R>> tasks = new ArrayList<>();
        for (T item : items) {
            FutureTask<R> task = new FutureTask<>(() -> work.apply(item));
            tasks.add(task);
            executor.execute(task);
        }
        List<R> results = new ArrayList<>();
        await(tasks, () -> {
            for (FutureTask<R> task : tasks) {
                results.add(task.get());
                progress.accept(results.size());
            }
        });
        return List.copyOf(results);
    }

    /** Hands over each result as soon as it is there, by the caller's thread. */
    public static <T, R> void forEach(Collection<T> items, Function<T, R> work, Executor executor, Consumer<R> onResult) {
        CompletionService<R> completions = new ExecutorCompletionService<>(executor);
        List<Future<R>> tasks = new ArrayList<>();
        for (T item : items) {
            tasks.add(completions.submit(() -> work.apply(item)));
        }
        await(tasks, () -> {
            for (int done = 0; done < tasks.size(); done++) {
                onResult.accept(completions.take().get());
            }
        });
    }

    /** Takes the results of tasks. */
    @FunctionalInterface
    private interface Taking {
        void run() throws ExecutionException, InterruptedException;
    }

    private static void await(List<? extends Future<?>> tasks, Taking taking) {
        try {
            taking.run();
        } catch (ExecutionException failure) {
            throw switch (failure.getCause()) {
                case RuntimeException runtime -> runtime;
                case Error error -> throw error;
                case null, default -> new IllegalStateException(failure);
            };
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for results");
        } finally {
            tasks.forEach(task -> task.cancel(false)); // those that run see a cancelled job at their next checkpoint
        }
    }
}
