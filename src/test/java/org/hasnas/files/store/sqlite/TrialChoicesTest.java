package org.hasnas.files.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.Requests;
import org.hasnas.network.Architecture;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.ParetoArchive;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;
import org.hasnas.testdata.Tallies;
import org.hasnas.units.Area;
import org.hasnas.units.Energy;
import org.hasnas.units.Latency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What SQLite chooses is what is chosen when all trials are read. */
@Timeout(120)
final class TrialChoicesTest {
    private static final Architecture DESIGN = Architecture.parse("0302 0030 3003 0000");

    @TempDir
    Path folder;

    /** A number of few values, so that many are equal, or of very many. */
    private static double number(Random random, boolean coarse, double unit) {
        return unit * (coarse ? 1 + random.nextInt(5) : Math.exp(random.nextGaussian()));
    }

    private static Trial trial(int index, Random random, boolean coarse) {
        long parameters = Math.round(number(random, coarse, 1000));
        HardwareCost cost = new HardwareCost(CostModelId.PHYSICAL, parameters, parameters / 3,
                new Area(random.nextInt(50) == 0 ? Double.POSITIVE_INFINITY : number(random, coarse, 1e-6)),
                new Latency(random.nextInt(50) == 0 ? 0 : number(random, coarse, 1e-5)), new Energy(number(random, coarse, 1e-7)));
        double fitness = random.nextInt(30) == 0 ? Double.NEGATIVE_INFINITY : number(random, coarse, 1) - 3;
        return new Trial(index, DESIGN, switch (random.nextInt(10)) {
            case 0 -> new TrialOutcome.Failed("none");
            case 1, 2 -> new TrialOutcome.OverLimits(cost);
            default -> new TrialOutcome.Evaluated(cost, new FitnessScore(fitness, 0.1));
        }, 0.5);
    }

    private static List<Trial> trials(long seed, int count, boolean coarse) {
        Random random = new Random(seed);
        List<Trial> trials = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            trials.add(trial(index, random, coarse));
        }
        return trials;
    }

    private static List<ConstraintSet> limits() {
        ConstraintSet none = ConstraintSet.UNLIMITED;
        ConstraintSet tight = none.withLimit(CostKind.MEMORY, 2000).withLimit(CostKind.AREA, 2e-6).withLimit(CostKind.LATENCY, 2e-5)
                .withLimit(CostKind.ENERGY, 2e-7);
        return List.of(none, tight, tight.withMemoryScope(MemoryScope.CONVOLUTIONS_ONLY), none.withLimit(CostKind.LATENCY, 0),
                tight.withLimit(CostKind.MEMORY, 1), tight.withLimit(CostKind.MEMORY, 1).withLimit(CostKind.LATENCY, 0));
    }

    private static List<Map<CostKind, Double>> points() {
        Map<CostKind, Double> all =
                new EnumMap<>(Map.of(CostKind.MEMORY, 1500.0, CostKind.AREA, 2e-6, CostKind.LATENCY, 1.5e-5, CostKind.ENERGY, 1e-7));
        return List.of(all, Map.of(CostKind.MEMORY, 3000.0), Map.of(CostKind.AREA, 1e-3, CostKind.LATENCY, 1e-9), Map.of(CostKind.ENERGY, 0.0),
                Map.of());
    }

    private static void compare(SqliteStore store, long runId) throws HasnasException {
        List<Trial> plain = store.runs().trials(runId);
        for (MemoryScope scope : MemoryScope.values()) {
            assertEquals(ParetoArchive.of(scope, plain).front(), store.runs().front(runId, scope));
        }
        for (ConstraintSet limits : limits()) {
            assertEquals(Tallies.of(plain, limits), store.runs().tally(runId, limits), limits.toString());
            for (Map<CostKind, Double> point : points()) {
                assertEquals(ParetoArchive.closest(plain, limits, point), store.runs().closest(runId, limits, point), limits + ", " + point);
            }
        }
    }

    @Test
    void areThoseOfAllTrials() throws HasnasException {
        try (SqliteStore store = SqliteStore.open(folder.resolve("runs.db"), "test")) {
            List<List<Trial>> runs = List.of(trials(1, 3000, true), trials(2, 3000, false), trials(3, 40, true), trials(4, 3, false), List.of(),
                    trials(5, 700, false).subList(300, 700));
            for (List<Trial> trials : runs) {
                long run = store.runs().create(Requests.digits()).id();
                store.runs().append(run, trials);
                compare(store, run);
            }
            assertTrue(store.runs().front(2, MemoryScope.ALL_PARAMETERS).size() > 20);
            assertThrows(HasnasException.class, () -> store.runs().front(99, MemoryScope.ALL_PARAMETERS));
        }
    }

    @Test
    void areThoseOfAllTrialsWhereNumbersAreMissing() throws Exception {
        Path file = folder.resolve("runs.db");
        try (SqliteStore store = SqliteStore.open(file, "test")) {
            store.runs().create(Requests.digits());
            store.runs().append(1, trials(6, 800, true));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file); Statement statement = connection.createStatement()) {
            statement.execute("UPDATE trials SET fitness = NULL WHERE outcome = 'evaluated' AND idx % 7 = 0");
            statement.execute("UPDATE trials SET area_square_metres = NULL WHERE outcome <> 'failed' AND idx % 31 = 0");
        }
        try (SqliteStore store = SqliteStore.open(file, "test")) {
            compare(store, 1);
        }
    }
}
