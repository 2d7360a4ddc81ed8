package org.hasnas.files.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.hasnas.chip.model.MeasuredAccuracy;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.Requests;
import org.hasnas.job.RunStatus;
import org.hasnas.network.Architecture;
import org.hasnas.network.MacroChoice;
import org.hasnas.search.model.LadderStep;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.simulation.model.LayerRate;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.training.model.EpochResult;
import org.hasnas.training.model.TrainingRequest;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.training.model.TrainingSummary;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class SqliteStoreTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("runs.db");
    }

    private SqliteStore open() throws HasnasException {
        return SqliteStore.open(file(), "1.2.3");
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
        try (SqliteStore store = open()) {
            for (SearchRequest request : Requests.all()) {
                made.addFirst(store.runs().create(request));
            }
            store.runs().append(1, Requests.trials(0, 40));
            store.runs().append(1, List.of());
            store.runs().append(2, Requests.trials(7, 1));
            store.runs().setStatus(2, RunStatus.STOPPED);
        }
        try (SqliteStore store = open()) {
            assertEquals(Requests.trials(0, 40), store.runs().trials(1));
            assertEquals(Requests.trials(7, 1), store.runs().trials(2));
            assertEquals(List.of(), store.runs().trials(3));
            RunSummary second = store.runs().get(2);
            assertEquals(RunStatus.STOPPED, second.status());
            assertEquals(1, second.trials());
            List<RunSummary> runs = store.runs().list();
            assertEquals(made.stream().map(RunSummary::id).toList(), runs.stream().map(RunSummary::id).toList());
            assertEquals(made.stream().map(RunSummary::request).toList(), runs.stream().map(RunSummary::request).toList());
            assertEquals(made.stream().map(RunSummary::started).toList(), runs.stream().map(RunSummary::started).toList());
            assertEquals("1.2.3", second.programVersion());
        }
    }

    @Test
    void aStoreInAPlaceThatCannotBeWrittenIsReadAndNothingElse() throws Exception {
        try (SqliteStore store = open()) {
            store.runs().create(Requests.digits());
            store.runs().append(1, Requests.trials(0, 5));
        }
        byte[] before = Files.readAllBytes(file());
        try (SqliteStore store = SqliteStore.openUnwritable(file(), "1.2.3", "The disk is read-only.")) {
            assertFalse(store.isWritable());
            assertTrue(store.isInPlace());
            assertEquals(Requests.trials(0, 5), store.runs().trials(1));
            assertEquals(1, store.runs().list().size());
            assertEquals(List.of(), store.trainings().list());
            refused(() -> store.runs().append(1, Requests.trials(5, 1)), ErrorCode.IO, "The disk is read-only.");
            refused(() -> store.runs().create(Requests.digits()), ErrorCode.IO, "The disk is read-only.");
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file()), files.toList());
        }
        assertArrayEquals(before, Files.readAllBytes(file()));
    }

    @Test
    void whatAKilledProcessLeftInTheLogIsReadWithoutTheIndexAndWithoutChangingTheFile() throws Exception {
        Path copy = folder.resolve("copy/runs.db");
        Files.createDirectory(copy.resolveSibling(""));
        try (SqliteStore store = open()) {
            store.runs().create(Requests.digits());
            store.runs().append(1, Requests.trials(0, 5));
            Files.copy(file(), copy);
            Files.copy(folder.resolve("runs.db-wal"), copy.resolveSibling("runs.db-wal"));
        }
        byte[] before = Files.readAllBytes(copy);
        try (SqliteStore store = SqliteStore.openUnwritable(copy, "1.2.3", "The disk is read-only.")) {
            assertEquals(Requests.trials(0, 5), store.runs().trials(1));
            refused(() -> store.runs().setStatus(1, RunStatus.STOPPED), ErrorCode.IO, "The disk is read-only.");
        }
        assertArrayEquals(before, Files.readAllBytes(copy));
    }

    @Test
    void aStoreOfAnEarlierProgramIsReadWhereItCannotBeChanged() throws Exception {
        try (SqliteStore store = open()) {
            store.runs().create(Requests.digits());
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file()); Statement statement = connection.createStatement()) {
            for (String table : List.of("epochs", "trainings", "accuracies", "spike_rates", "steps")) {
                statement.execute("DROP TABLE " + table);
            }
            statement.execute("PRAGMA user_version = 1");
        }
        byte[] before = Files.readAllBytes(file());
        try (SqliteStore store = SqliteStore.openUnwritable(file(), "1.2.3", "The disk is read-only.")) {
            assertEquals(1, store.runs().list().size());
            assertEquals(List.of(), store.trainings().list());
        }
        assertArrayEquals(before, Files.readAllBytes(file()));
        refused(() -> SqliteStore.openUnwritable(folder.resolve("absent.db"), "1.2.3", "The disk is read-only."), ErrorCode.IO, "read-only");
    }

    @Test
    void anIndexStoredTwiceIsAnErrorAndNothingOfItsBatchIsStored() throws HasnasException {
        try (SqliteStore store = open()) {
            long id = store.runs().create(Requests.digits()).id();
            store.runs().append(id, Requests.trials(0, 3));
            refused(() -> store.runs().append(id, List.of(Requests.trial(3), Requests.trial(1), Requests.trial(4))), ErrorCode.STORE,
                    "Trial 1 of run 1 is stored already");
            assertEquals(Requests.trials(0, 3), store.runs().trials(id));
            store.runs().append(id, Requests.trials(3, 2));
            assertEquals(Requests.trials(0, 5), store.runs().trials(id));
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // an open file can't be removed there
    void aStoreThatWasRemovedOrReplacedTakesNothingMore() throws Exception {
        try (SqliteStore store = open()) {
            long id = store.runs().create(Requests.digits()).id();
            assertTrue(store.isInPlace());
            Files.delete(file());
            assertFalse(store.isInPlace());
            refused(() -> store.runs().append(id, Requests.trials(0, 1)), ErrorCode.STORE, "was removed or replaced while it was in use");
            Files.createFile(file());
            assertFalse(store.isInPlace());
            refused(() -> store.runs().create(Requests.digits()), ErrorCode.STORE, "was removed or replaced while it was in use");
        }
    }

    @Test
    void theFolderMayHaveAnyName() throws Exception {
        for (String name : List.of("two words", "what?mode=memory", "100%41 #1", "\u00e9\u00b5")) {
            Path file = Files.createDirectory(folder.resolve(name)).resolve("runs.db");
            try (SqliteStore store = SqliteStore.open(file, "1")) {
                store.runs().append(store.runs().create(Requests.digits()).id(), Requests.trials(0, 3));
            }
            assertTrue(Files.size(file) > 0, name);
            try (SqliteStore store = SqliteStore.open(file, "1")) {
                assertEquals(Requests.trials(0, 3), store.runs().trials(1), name);
            }
        }
    }

    @Test
    void anUnknownRunIsToldWithTheKnownOnes() throws HasnasException {
        try (SqliteStore store = open()) {
            refused(() -> store.runs().get(1), ErrorCode.NOT_FOUND,
                    "There is no run 1 in " + file() + "; it has no runs yet; search first (hasnas search).");
            store.runs().create(Requests.digits());
            store.runs().create(Requests.digits());
            store.runs().create(Requests.digits());
            refused(() -> store.runs().get(9), ErrorCode.NOT_FOUND, "its runs are 1 to 3.");
            refused(() -> store.runs().trials(9), ErrorCode.NOT_FOUND, "There is no run 9");
            refused(() -> store.runs().setStatus(9, RunStatus.FINISHED), ErrorCode.NOT_FOUND, "There is no run 9");
            refused(() -> store.runs().append(9, Requests.trials(0, 1)), ErrorCode.NOT_FOUND, "There is no run 9");
        }
    }

    @Test
    void aRunIsInterruptedWhenItsProcessIsGoneOrItsNumberIsUsedAgain() throws Exception {
        try (SqliteStore store = open()) {
            store.runs().create(Requests.digits());
            store.runs().create(Requests.digits());
            store.runs().setStatus(2, RunStatus.PAUSED);
            store.runs().create(Requests.digits());
            store.runs().setStatus(3, RunStatus.FINISHED);
            assertEquals(RunStatus.PAUSED, store.runs().get(2).status());
        }
        sql("UPDATE runs SET owner_started_ms = owner_started_ms - 3600000"); // this process number, an hour ago
        try (SqliteStore store = open()) {
            assertEquals(List.of(RunStatus.FINISHED, RunStatus.INTERRUPTED, RunStatus.INTERRUPTED),
                    store.runs().list().stream().map(RunSummary::status).toList());
            store.runs().setStatus(1, RunStatus.RUNNING);
            assertEquals(RunStatus.RUNNING, store.runs().get(1).status());
        }
    }

    @Test
    void readersSeeWholeBatchesWhileAWriterAppends() throws Exception {
        try (SqliteStore writer = open(); SqliteStore otherConnection = open()) {
            long id = writer.runs().create(Requests.digits()).id();
            AtomicBoolean done = new AtomicBoolean();
            List<FutureTask<Integer>> readers = new ArrayList<>();
            for (SqliteStore store : List.of(writer, otherConnection, otherConnection)) {
                FutureTask<Integer> reader = new FutureTask<>(countingReader(store, id, done));
                readers.add(reader);
                Thread.ofPlatform().start(reader);
            }
            for (int first = 0; first < 600; first += 3) {
                writer.runs().append(id, Requests.trials(first, 3));
            }
            done.set(true);
            for (FutureTask<Integer> reader : readers) {
                assertEquals(600, reader.get());
            }
        }
    }

    private static Callable<Integer> countingReader(SqliteStore store, long id, AtomicBoolean done) {
        return () -> {
            int seen = 0;
            boolean last = false;
            while (!last) {
                last = done.get();
                List<Trial> trials = store.runs().trials(id);
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
        try (SqliteStore store = open()) {
            store.runs().create(Requests.digits());
            store.runs().append(1, Requests.trials(0, 4));
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
        try (SqliteStore store = open()) {
            store.runs().create(Requests.digits());
            store.runs().append(1, Requests.trials(0, 400));
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file().toFile(), "rw")) {
            for (long at = 4096 * 2; at < bytes.length(); at += 4096) {
                bytes.seek(at);
                bytes.write(new byte[64]);
            }
        }
        refused(() -> {
            try (SqliteStore store = open()) {
                store.runs().trials(1);
            }
        }, ErrorCode.STORE, "is damaged or no run store");
    }

    @Test
    void aCutOffFileIsTold() throws Exception {
        try (SqliteStore store = open()) {
            store.runs().create(Requests.digits());
            store.runs().append(1, Requests.trials(0, 400));
        }
        Files.write(file(), Arrays.copyOf(Files.readAllBytes(file()), 5000));
        refused(() -> {
            try (SqliteStore store = open()) {
                store.runs().trials(1);
            }
        }, ErrorCode.STORE, "is damaged or no run store");
    }

    @Test
    void changedValuesAreTold() throws Exception {
        try (SqliteStore store = open()) {
            store.runs().create(Requests.digits());
            store.runs().create(Requests.digits());
            store.runs().append(1, Requests.trials(0, 4));
        }
        sql("UPDATE trials SET architecture = '0302 0030' WHERE idx = 2");
        sql("UPDATE runs SET request = replace(request, '\"budget\" : 200', '\"budget\" : -1') WHERE id = 2");
        try (SqliteStore store = open()) {
            refused(() -> store.runs().trials(1), ErrorCode.STORE, "trial 2 of run 1");
            refused(() -> store.runs().get(2), ErrorCode.BAD_DATA, "request of run 2, line ");
            assertEquals(1, store.runs().get(1).id());
        }
    }

    /** As bytes that are wrong on the disk make them: the schema allows no such rows. */
    @Test
    void rowsThatLackATextAreTold() throws Exception {
        try (SqliteStore store = open()) {
            store.runs().create(Requests.digits());
            store.runs().append(1, Requests.trials(0, 4));
            store.trainings().addAccuracy(new MeasuredAccuracy("hash", new Accuracy(AccuracyKind.TRAINED, 0.9, 0.8, 0.95, "a test"),
                    Instant.parse("2026-01-02T03:04:05Z")));
        }
        lack("trials", "architecture");
        lack("accuracies", "source");
        try (SqliteStore store = open()) {
            refused(() -> store.runs().trials(1), ErrorCode.STORE, "damaged or no run store: a row has nothing in its column architecture.");
            refused(() -> store.trainings().accuracies(), ErrorCode.STORE, "nothing in its column source.");
            assertEquals(1, store.runs().list().size());
        }
        for (String column : List.of("request", "status", "started")) {
            lack("runs", column);
            try (SqliteStore store = open()) {
                refused(() -> store.runs().list(), ErrorCode.STORE, "is damaged or no run store");
            }
        }
    }

    private void lack(String table, String column) throws Exception {
        String schema = "SELECT sql FROM sqlite_master WHERE name = '" + table + "'";
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file()); Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA writable_schema = ON");
            String before;
            try (ResultSet row = statement.executeQuery(schema)) {
                assertTrue(row.next());
                before = row.getString(1);
            }
            setSchema(connection, table, before.replaceAll("(" + column + " +TEXT) NOT NULL", "$1"));
            sql("UPDATE " + table + " SET " + column + " = NULL");
            setSchema(connection, table, before);
        }
    }

    private static void setSchema(Connection connection, String table, String schema) throws Exception {
        try (PreparedStatement update = connection.prepareStatement("UPDATE sqlite_master SET sql = ? WHERE name = ?")) {
            update.setString(1, schema);
            update.setString(2, table);
            update.executeUpdate();
        }
    }

    @Test
    void stepsOfASearchByTrainingsAreKeptInTheirOrder() throws Exception {
        List<LadderStep> steps = List.of(
                new LadderStep(3, 0, 30, LadderStep.Purpose.KNOWN, 0, 0, Accuracy.of(AccuracyKind.PREDICTED, 0.5, "nothing")),
                new LadderStep(1, 0, 3, LadderStep.Purpose.FIND, 1, 0.25, new Accuracy(AccuracyKind.PREDICTED, 0.9, 0.8, 0.95, "a test")),
                new LadderStep(1, 3, 30, LadderStep.Purpose.FINISH, 2, 0.75, new Accuracy(AccuracyKind.PREDICTED, 0.9, 0.85, 0.95, "a test")));
        try (SqliteStore store = open()) {
            long run = store.runs().create(Requests.digits()).id();
            long other = store.runs().create(Requests.digits()).id();
            for (LadderStep step : steps) {
                store.runs().appendStep(run, step);
            }
            assertEquals(List.of(), store.runs().steps(other));
        }
        try (SqliteStore store = open()) {
            assertEquals(steps, store.runs().steps(1));
        }
        sql("UPDATE steps SET purpose = 'WHIM' WHERE position = 2");
        try (SqliteStore store = open()) {
            refused(() -> store.runs().steps(1), ErrorCode.STORE, "step 2 of run 1");
        }
    }

    @Test
    void aRunKeepsItsNoteAndComesBackAfterItWasDeleted() throws Exception {
        try (SqliteStore store = open()) {
            RunSummary run = store.runs().create(Requests.digits());
            assertEquals("", run.note());
            store.runs().annotate(run.id(), "wide cells #edge");
            store.runs().setDeleted(run.id(), true);
            assertEquals(List.of(), store.runs().list());
            assertEquals("wide cells #edge", store.runs().get(run.id()).note());
            store.runs().setDeleted(run.id(), false);
            store.runs().annotate(run.id(), "narrow");
            assertEquals(List.of("narrow"), store.runs().list().stream().map(RunSummary::note).toList());
            refused(() -> store.runs().annotate(9, "none"), ErrorCode.NOT_FOUND, "1");
        }
    }

    @Test
    void aStoreOfTheFirstVersionKeepsItsRunsAndTakesTrainings() throws Exception {
        long run;
        SearchRequest request = Requests.digits();
        try (SqliteStore store = open()) {
            run = store.runs().create(request).id();
        }
        for (String table : new String[] {"epochs", "trainings", "accuracies", "spike_rates", "steps"}) {
            sql("DROP TABLE " + table);
        }
        sql("PRAGMA user_version = 1");
        try (SqliteStore store = open()) {
            assertEquals(request, store.runs().get(run).request());
            TrainingRequest training = new TrainingRequest(request.dataset(), request.template(), request.space(),
                    Architecture.parse("0302 0030 3003 0000"), TrainingSettings.defaults(request.dataset().format()));
            long id = store.trainings().create(training).id();
            EpochResult epoch = new EpochResult(1, 2.25, 0.25, 0.5, 1.5);
            store.trainings().putEpochs(id, List.of(epoch));
            store.trainings().putEpochs(id, List.of(epoch));
            store.trainings().setStatus(id, RunStatus.FAILED, "it diverged");
            TrainingSummary stored = store.trainings().list().getFirst();
            assertEquals(training, stored.request());
            assertEquals(List.of(epoch), stored.epochs());
            assertEquals(Optional.of("it diverged"), stored.failure());
            List<LayerRate> rates = List.of(new LayerRate("stem", List.of(0.5, 0.25)), new LayerRate("last", List.of(0.125)));
            store.trainings().putSpikeRates(stored.candidateHash(), rates);
            store.trainings().putSpikeRates(stored.candidateHash(), rates);
            assertEquals(rates, store.trainings().spikeRates(stored.candidateHash()));
            MeasuredAccuracy measured = new MeasuredAccuracy(stored.candidateHash(), new Accuracy(AccuracyKind.TRAINED, 0.9, 0.8, 0.95, "a test"),
                    Instant.parse("2026-01-02T03:04:05Z"));
            store.trainings().addAccuracy(measured);
            assertEquals(List.of(measured), store.trainings().accuracies());
        }
    }

    @Test
    void whatWasMeasuredOfDesignsOfChipsBeforeTrainingsWereSharedKeepsItsChip() throws Exception {
        Architecture network = Architecture.parse("0302 0030 3003 0000 @ width=8");
        try (SqliteStore store = open()) {
            SearchRequest request = Requests.digits();
            TrainingSummary training = store.trainings().create(new TrainingRequest(request.dataset(), request.template(), request.space(), network,
                    TrainingSettings.defaults(request.dataset().format())));
            for (AccuracyKind kind : List.of(AccuracyKind.TRAINED, AccuracyKind.ON_CHIP)) {
                store.trainings().addAccuracy(new MeasuredAccuracy(training.candidateHash(), new Accuracy(kind, 0.9, 0.8, 0.95, "a test"),
                        Instant.parse("2026-01-02T03:04:05Z")));
            }
        }
        sql("UPDATE trainings SET architecture = '" + network.text() + " cell-bits=1 adc-bits=4'");
        sql("ALTER TABLE accuracies DROP COLUMN chip");
        sql("PRAGMA user_version = 3");
        try (SqliteStore store = open()) {
            assertEquals(List.of(MacroChoice.OF_TEMPLATE, MacroChoice.parse("cell-bits=1 adc-bits=4")),
                    store.trainings().accuracies().stream().map(MeasuredAccuracy::chip).toList());
        }
    }

    @Test
    void aStoreOfANewerProgramIsNotTouched() throws Exception {
        open().close();
        sql("PRAGMA user_version = 7");
        refused(this::open, ErrorCode.STORE, "has version 7 and was made by a newer program; this one reads up to version 5");
    }

    @Test
    void aDatabaseOfAnotherProgramIsNotTouched() throws Exception {
        sql("CREATE TABLE music (title TEXT)");
        refused(this::open, ErrorCode.STORE, "is an SQLite database of another program");
        assertFalse(Files.exists(folder.resolve("runs.db-wal")));
    }

    @Test
    void aPlaceThatCanNotBeWrittenIsToldWithAnotherPlace() throws Exception {
        refused(() -> SqliteStore.open(folder.resolve("absent").resolve("runs.db"), "1"), ErrorCode.IO, "its folder does not exist");
        Files.createDirectory(file());
        refused(this::open, ErrorCode.IO, "there is a folder of this name");
    }

    @Test
    void aFolderThatRefusesNewFilesIsTold() {
        Path proc = Path.of("/proc");
        Assumptions.assumeTrue(Files.isDirectory(proc), "needs Linux, where nobody can make files in /proc");
        String home = System.getProperty("user.home");
        refused(() -> SqliteStore.open(proc.resolve("runs.db"), "1"), ErrorCode.IO, "the folder /proc can't be written to");
        refused(() -> SqliteStore.open(proc.resolve("runs.db"), "1"), ErrorCode.IO, "Copy the project to a place of your own, such as " + home);
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
        } catch (IOException refused) {
            return false;
        }
    }

    private void sql(String statementText) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file()); Statement statement = connection.createStatement()) {
            statement.execute(statementText);
        }
    }
}
