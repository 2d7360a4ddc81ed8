package org.hasnas.files.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.Requests;
import org.hasnas.job.RunStatus;
import org.hasnas.search.model.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The promises of the store between processes, tried with real ones. */
@Timeout(180)
final class SqliteStoreProcessTest {
    @Test
    void aKilledProcessLosesNoTrialItReported(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("runs.db");
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 4; round++) {
            int batch = 1 + round % 3;
            int reported = killAfter(StoreChild.start(file, 1_000_000, batch), random.nextInt(1, 200), random.nextInt(20));
            try (SqliteStore store = SqliteStore.open(file, "test")) {
                long runId = store.runs().list().getFirst().id();
                assertEquals(round + 1, runId);
                assertEquals(RunStatus.INTERRUPTED, store.runs().get(runId).status());
                List<Trial> stored = store.runs().trials(runId);
                assertTrue(stored.size() > reported, stored.size() + " trials are stored but " + reported + " was reported");
                assertEquals(0, stored.size() % batch, "a batch is stored whole or not at all");
                assertEquals(Requests.trials(0, stored.size()), stored);

                store.runs().setStatus(runId, RunStatus.RUNNING);
                store.runs().append(runId, Requests.trials(stored.size(), 5));
                assertEquals(RunStatus.RUNNING, store.runs().get(runId).status());
                store.runs().setStatus(runId, RunStatus.FINISHED);
                assertEquals(Requests.trials(0, stored.size() + 5), store.runs().trials(runId));
            }
        }
    }

    /** Kills a child {@code millis} after it reported {@code lines} appends, and returns the last index it had reported by then. */
    private static int killAfter(Process child, int lines, int millis) throws Exception {
        int reported = -1;
        try (BufferedReader output = StoreChild.output(child)) {
            assertTrue(String.valueOf(output.readLine()).startsWith("run "));
            for (int line = 0; line < lines; line++) {
                reported = Integer.parseInt(String.valueOf(output.readLine()));
            }
            Thread.sleep(millis);
            child.toHandle().destroyForcibly(); // Process.destroyForcibly would throw away what the child still has in the pipe
            String line = output.readLine();
            while (line != null && line.matches("[0-9]+")) {
                // The last line may be cut short by the kill; a cut number is smaller than the one before.
                reported = Math.max(reported, Integer.parseInt(line));
                line = output.readLine();
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
        return reported;
    }

    @Test
    void aLivingProcessKeepsItsRunAndBothCanWrite(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("runs.db");
        Process child = StoreChild.start(file, 300, 1);
        try (BufferedReader output = StoreChild.output(child); SqliteStore store = SqliteStore.open(file, "parent")) {
            long other = Long.parseLong(String.valueOf(output.readLine()).substring("run ".length()));
            long own = store.runs().create(Requests.digits()).id();
            for (int index = 0; index < 300; index++) {
                store.runs().append(own, List.of(Requests.trial(index)));
            }
            String line = output.readLine();
            while (!"done".equals(line)) {
                line = output.readLine();
            }
            assertEquals(RunStatus.RUNNING, store.runs().get(other).status());
            assertEquals(Requests.trials(0, 300), store.runs().trials(other));
            assertEquals(Requests.trials(0, 300), store.runs().trials(own));
            HasnasException refused = assertThrows(HasnasException.class, () -> store.runs().setStatus(other, RunStatus.RUNNING));
            assertEquals(ErrorCode.STORE, refused.code());
            assertTrue(refused.getMessage().contains("another process (process number " + child.pid() + ")"), refused.getMessage());

            child.getOutputStream().close();
            assertEquals(0, child.waitFor());
            assertEquals(RunStatus.INTERRUPTED, store.runs().get(other).status(), "its process ended without a last word");
            assertEquals(RunStatus.RUNNING, store.runs().get(own).status());
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    @Test
    void processesThatMakeTheStoreAtTheSameTimeAllSucceed(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("runs.db");
        List<Process> children = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                children.add(StoreChild.start(file, 40, 4));
            }
            for (Process child : children) {
                child.getOutputStream().close();
            }
            for (Process child : children) {
                assertEquals(0, child.waitFor());
            }
        } finally {
            children.forEach(Process::destroyForcibly);
        }
        try (SqliteStore store = SqliteStore.open(file, "test")) {
            assertEquals(List.of(4L, 3L, 2L, 1L), store.runs().list().stream().map(run -> run.id()).toList());
            for (long id = 1; id <= 4; id++) {
                assertEquals(Requests.trials(0, 40), store.runs().trials(id));
            }
        }
    }
}
