package org.hasnas.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hasnas.domain.accuracy.Accuracy;
import org.hasnas.domain.accuracy.AccuracyKind;
import org.hasnas.domain.accuracy.MeasuredAccuracy;
import org.hasnas.domain.architecture.Architecture;
import org.hasnas.domain.training.EpochResult;
import org.hasnas.domain.training.LayerRate;
import org.hasnas.domain.training.TrainingRequest;
import org.hasnas.domain.training.TrainingSettings;
import org.hasnas.domain.training.TrainingSummary;
import org.hasnas.store.RunStore;
import java.util.Optional;
import java.time.Instant;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hasnas.codec.Requests;
import org.hasnas.domain.error.ErrorCode;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.run.RunStatus;
import org.hasnas.domain.run.RunSummary;
import org.hasnas.domain.run.SearchRequest;
import org.hasnas.domain.run.Trial;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class SqliteRunStoreTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("runs.db");
    }

    private SqliteRunStore open() throws HasnasException {
        return SqliteRunStore.open(file(), "1.2.3");
    }

    private static HasnasException refused(org.junit.jupiter.api.function.Executable action, ErrorCode code, String part) {
        HasnasException refused = assertThrows(HasnasException.class, action);
        assertEquals(code, refused.code(), refused.getMessage());
        assertTrue(refused.getMessage().contains(part), refused.getMessage());
        return refused;
    }

    @Test
    void whatIsStoredIsThereAfterReopening() throws HasnasException {
        List<RunSummary> made = new ArrayList<>();
        try (SqliteRunStore store = open()) {
            for (SearchRequest request : Requests.all()) {
                made.addFirst(store.create(request));
            }
            store.append(1, Requests.trials(0, 40));
            store.append(1, List.of());
            store.append(2, Requests.trials(7, 1));
            store.setStatus(2, RunStatus.STOPPED);
        }
        try (SqliteRunStore store = open()) {
            assertEquals(Requests.trials(0, 40), store.trials(1));
            assertEquals(Requests.trials(7, 1), store.trials(2));
            assertEquals(List.of(), store.trials(3));
            RunSummary second = store.run(2);
            assertEquals(RunStatus.STOPPED, second.status());
            assertEquals(1, second.trials());
            List<RunSummary> runs = store.runs();
            assertEquals(made.stream().map(RunSummary::id).toList(), runs.stream().map(RunSummary::id).toList());
            assertEquals(made.stream().map(RunSummary::request).toList(), runs.stream().map(RunSummary::request).toList());
            assertEquals(made.stream().map(RunSummary::started).toList(), runs.stream().map(RunSummary::started).toList());
            assertEquals("1.2.3", second.programVersion());
        }
    }

    @Test
    void anIndexStoredTwiceIsAnErrorAndNothingOfItsBatchIsStored() throws HasnasException {
        try (SqliteRunStore store = open()) {
            long id = store.create(Requests.digits()).id();
            store.append(id, Requests.trials(0, 3));
            refused(() -> store.append(id, List.of(Requests.trial(3), Requests.trial(1), Requests.trial(4))), ErrorCode.STORE,
                    "Trial 1 of run 1 is stored already");
            assertEquals(Requests.trials(0, 3), store.trials(id));
            store.append(id, Requests.trials(3, 2));
            assertEquals(Requests.trials(0, 5), store.trials(id));
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // an open file can't be removed there
    void aStoreThatWasRemovedOrReplacedTakesNothingMore() throws Exception {
        try (SqliteRunStore store = open()) {
            long id = store.create(Requests.digits()).id();
            assertTrue(store.isInPlace());
            Files.delete(file());
            assertFalse(store.isInPlace());
            refused(() -> store.append(id, Requests.trials(0, 1)), ErrorCode.STORE, "was removed or replaced while it was in use");
            Files.createFile(file());
            assertFalse(store.isInPlace());
            refused(() -> store.create(Requests.digits()), ErrorCode.STORE, "was removed or replaced while it was in use");
        }
    }

    @Test
    void theFolderMayHaveAnyName() throws Exception {
        for (String name : List.of("two words", "what?mode=memory", "100%41 #1", "\u00e9\u00b5")) {
            Path file = Files.createDirectory(folder.resolve(name)).resolve("runs.db");
            try (SqliteRunStore store = SqliteRunStore.open(file, "1")) {
                store.append(store.create(Requests.digits()).id(), Requests.trials(0, 3));
            }
            assertTrue(Files.size(file) > 0, name);
            try (SqliteRunStore store = SqliteRunStore.open(file, "1")) {
                assertEquals(Requests.trials(0, 3), store.trials(1), name);
            }
        }
    }

    @Test
    void anUnknownRunIsToldWithTheKnownOnes() throws HasnasException {
        try (SqliteRunStore store = open()) {
            refused(() -> store.run(1), ErrorCode.NOT_FOUND, "There is no run 1 in " + file() + "; it has no runs yet; search first (hasnas search).");
            store.create(Requests.digits());
            store.create(Requests.digits());
            store.create(Requests.digits());
            refused(() -> store.run(9), ErrorCode.NOT_FOUND, "its runs are 1 to 3.");
            refused(() -> store.trials(9), ErrorCode.NOT_FOUND, "There is no run 9");
            refused(() -> store.setStatus(9, RunStatus.FINISHED), ErrorCode.NOT_FOUND, "There is no run 9");
            refused(() -> store.append(9, Requests.trials(0, 1)), ErrorCode.NOT_FOUND, "There is no run 9");
        }
    }

    @Test
    void aRunIsInterruptedWhenItsProcessIsGoneOrItsNumberIsUsedAgain() throws Exception {
        try (SqliteRunStore store = open()) {
            store.create(Requests.digits());
            store.create(Requests.digits());
            store.setStatus(2, RunStatus.PAUSED);
            store.create(Requests.digits());
            store.setStatus(3, RunStatus.FINISHED);
            assertEquals(RunStatus.PAUSED, store.run(2).status());
        }
        sql("UPDATE runs SET owner_started_ms = owner_started_ms - 3600000"); // this process number, an hour ago
        try (SqliteRunStore store = open()) {
            assertEquals(List.of(RunStatus.FINISHED, RunStatus.INTERRUPTED, RunStatus.INTERRUPTED),
                    store.runs().stream().map(RunSummary::status).toList());
            store.setStatus(1, RunStatus.RUNNING);
            assertEquals(RunStatus.RUNNING, store.run(1).status());
        }
    }

    @Test
    void readersSeeWholeBatchesWhileAWriterAppends() throws Exception {
        try (SqliteRunStore writer = open(); SqliteRunStore otherConnection = open()) {
            long id = writer.create(Requests.digits()).id();
            AtomicBoolean done = new AtomicBoolean();
            List<FutureTask<Integer>> readers = new ArrayList<>();
            for (SqliteRunStore store : List.of(writer, otherConnection, otherConnection)) {
                FutureTask<Integer> reader = new FutureTask<>(countingReader(store, id, done));
                readers.add(reader);
                Thread.ofPlatform().start(reader);
            }
            for (int first = 0; first < 600; first += 3) {
                writer.append(id, Requests.trials(first, 3));
            }
            done.set(true);
            for (FutureTask<Integer> reader : readers) {
                assertEquals(600, reader.get());
            }
        }
    }

    private static Callable<Integer> countingReader(SqliteRunStore store, long id, AtomicBoolean done) {
        return () -> {
            int seen = 0;
            boolean last = false;
            while (!last) {
                last = done.get();
                List<Trial> trials = store.trials(id);
                assertEquals(0, trials.size() % 3);
                assertTrue(trials.size() >= seen, "trials never vanish");
                assertEquals(Requests.trials(0, trials.size()), trials);
                seen = trials.size();
            }
            return seen;
        };
    }

    @Test
    void theTablesAreReadableBySqlUsers() throws Exception {
        try (SqliteRunStore store = open()) {
            store.create(Requests.digits());
            store.append(1, Requests.trials(0, 4));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file()); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*), max(fitness), sum(outcome = 'failed'), min(latency_seconds),"
                        + " json_extract(request, '$.budget') FROM trials JOIN runs ON runs.id = run_id")) {
            assertTrue(row.next());
            assertEquals(4, row.getInt(1));
            assertEquals(-123.45678901234568, row.getDouble(2));
            assertEquals(1, row.getInt(3));
            assertEquals(0.1 + 0.2, row.getDouble(4));
            assertEquals(200, row.getInt(5));
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsToldAndLeftAlone() throws Exception {
        byte[] content = "hasnas-project: 1\n".repeat(300).getBytes(StandardCharsets.UTF_8);
        Files.write(file(), content);
        refused(this::open, ErrorCode.STORE, "is damaged or no run store");
        assertEquals(new String(content, StandardCharsets.UTF_8), Files.readString(file()));
    }

    @Test
    void aDamagedFileIsToldWhenItIsRead() throws Exception {
        try (SqliteRunStore store = open()) {
            store.create(Requests.digits());
            store.append(1, Requests.trials(0, 400));
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file().toFile(), "rw")) {
            for (long at = 4096 * 2; at < bytes.length(); at += 4096) {
                bytes.seek(at);
                bytes.write(new byte[64]);
            }
        }
        refused(() -> {
            try (SqliteRunStore store = open()) {
                store.trials(1);
            }
        }, ErrorCode.STORE, "is damaged or no run store");
    }

    @Test
    void aCutOffFileIsTold() throws Exception {
        try (SqliteRunStore store = open()) {
            store.create(Requests.digits());
            store.append(1, Requests.trials(0, 400));
        }
        Files.write(file(), java.util.Arrays.copyOf(Files.readAllBytes(file()), 5000));
        refused(() -> {
            try (SqliteRunStore store = open()) {
                store.trials(1);
            }
        }, ErrorCode.STORE, "is damaged or no run store");
    }

    @Test
    void changedValuesAreTold() throws Exception {
        try (SqliteRunStore store = open()) {
            store.create(Requests.digits());
            store.create(Requests.digits());
            store.append(1, Requests.trials(0, 4));
        }
        sql("UPDATE trials SET architecture = '0302 0030' WHERE idx = 2");
        sql("UPDATE runs SET request = replace(request, '\"budget\" : 200', '\"budget\" : -1') WHERE id = 2");
        try (SqliteRunStore store = open()) {
            refused(() -> store.trials(1), ErrorCode.STORE, "trial 2 of run 1");
            refused(() -> store.run(2), ErrorCode.BAD_DATA, "request of run 2, line ");
            assertEquals(1, store.run(1).id());
        }
    }

    @Test
    void aStoreOfTheFirstVersionKeepsItsRunsAndTakesTrainings() throws Exception {
        long run;
        SearchRequest request = Requests.digits();
        try (RunStore store = open()) {
            run = store.create(request).id();
        }
        for (String table : new String[] {"epochs", "trainings", "accuracies", "spike_rates"}) {
            sql("DROP TABLE " + table);
        }
        sql("PRAGMA user_version = 1");
        try (RunStore store = open()) {
            assertEquals(request, store.run(run).request());
            TrainingRequest training = new TrainingRequest(request.dataset(), request.template(), request.space(),
                    Architecture.parse("0302 0030 3003 0000"), TrainingSettings.defaults(request.dataset().format()));
            long id = store.createTraining(training).id();
            EpochResult epoch = new EpochResult(1, 2.25, 0.25, 0.5, 1.5);
            store.putEpochs(id, List.of(epoch));
            store.putEpochs(id, List.of(epoch));
            store.setTrainingStatus(id, RunStatus.FAILED, "it diverged");
            TrainingSummary stored = store.trainings().getFirst();
            assertEquals(training, stored.request());
            assertEquals(List.of(epoch), stored.epochs());
            assertEquals(Optional.of("it diverged"), stored.failure());
            List<LayerRate> rates = List.of(new LayerRate("stem", List.of(0.5, 0.25)), new LayerRate("last", List.of(0.125)));
            store.putSpikeRates(stored.candidateHash(), rates);
            store.putSpikeRates(stored.candidateHash(), rates);
            assertEquals(rates, store.spikeRates(stored.candidateHash()));
            MeasuredAccuracy measured = new MeasuredAccuracy(stored.candidateHash(), new Accuracy(AccuracyKind.TRAINED, 0.9, 0.8, 0.95, "a test"),
                    Instant.parse("2026-01-02T03:04:05Z"));
            store.addAccuracy(measured);
            assertEquals(List.of(measured), store.accuracies());
        }
    }

    @Test
    void aStoreOfANewerProgramIsNotTouched() throws Exception {
        open().close();
        sql("PRAGMA user_version = 7");
        refused(this::open, ErrorCode.STORE, "has version 7 and was made by a newer program; this one reads up to version 2");
    }

    @Test
    void aDatabaseOfAnotherProgramIsNotTouched() throws Exception {
        sql("CREATE TABLE music (title TEXT)");
        refused(this::open, ErrorCode.STORE, "is an SQLite database of another program");
        assertFalse(Files.exists(folder.resolve("runs.db-wal")));
    }

    @Test
    void aPlaceThatCanNotBeWrittenIsToldWithAnotherPlace() throws Exception {
        refused(() -> SqliteRunStore.open(folder.resolve("absent").resolve("runs.db"), "1"), ErrorCode.IO, "its folder does not exist");
        Files.createDirectory(file());
        refused(this::open, ErrorCode.IO, "there is a folder of this name");
    }

    @Test
    void aFolderThatRefusesNewFilesIsTold() {
        Path proc = Path.of("/proc");
        Assumptions.assumeTrue(Files.isDirectory(proc), "needs Linux, where nobody can make files in /proc");
        String home = System.getProperty("user.home");
        refused(() -> SqliteRunStore.open(proc.resolve("runs.db"), "1"), ErrorCode.IO, "the folder /proc can't be written to");
        refused(() -> SqliteRunStore.open(proc.resolve("runs.db"), "1"), ErrorCode.IO, "Copy the project to a place of your own, such as " + home);
    }

    @Test
    void aReadOnlyFolderIsTold() throws Exception {
        assertTrue(folder.toFile().setWritable(false));
        try {
            Assumptions.assumeFalse(canWrite(folder), "this user may write everywhere");
            refused(this::open, ErrorCode.IO, "can't be written to");
        } finally {
            assertTrue(folder.toFile().setWritable(true));
        }
    }

    private static boolean canWrite(Path folder) {
        try {
            Files.delete(Files.createTempFile(folder, "try", ".tmp"));
            return true;
        } catch (java.io.IOException refused) {
            return false;
        }
    }

    private void sql(String statementText) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file()); Statement statement = connection.createStatement()) {
            statement.execute(statementText);
        }
    }
}
