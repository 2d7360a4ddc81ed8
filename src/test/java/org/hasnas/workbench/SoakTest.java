package org.hasnas.workbench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hasnas.files.store.sqlite.SqliteStore;
import org.hasnas.network.Architecture;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.testdata.Awaited;
import org.hasnas.testdata.Held;
import org.hasnas.training.model.TrainingSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Searches and trainings one after another in one process leave nothing behind: after a round the live heap, open files and threads are what they
 * were after the first. HASNAS_SOAK_TRIALS and HASNAS_SOAK_TRAININGS make it long.
 */
@Timeout(7200)
final class SoakTest {
    private static final int TRIALS = Integer.parseInt(System.getenv().getOrDefault("HASNAS_SOAK_TRIALS", "500"));
    private static final int TRAININGS = Integer.parseInt(System.getenv().getOrDefault("HASNAS_SOAK_TRAININGS", "5"));
    private static final int ROUNDS = 5;
    /** Of 500 trials that a store's cache and a list of runs may keep. */
    private static final double MOST_MORE_MEGABYTES = 8;
    private static final Architecture DESIGN = Architecture.parse("0300 0000 0000 0000");

    @TempDir
    private Path folder;

    @Test
    void roundsOfSearchesAndTrainingsLeaveNothingBehind() throws Exception {
        try (Workbench workbench = Workbench.local(file -> SqliteStore.open(file, "test"))) {
            Project project = workbench.projects().create(folder.resolve("digits"), "digits");
            List<Held> held = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                search(workbench, project, round);
                for (int training = 0; training < TRAININGS / ROUNDS; training++) {
                    TrainingSettings settings = project.training().withEpochs(1).withSeed(100L * round + training);
                    Awaited.result(workbench.trainings().start(project, List.of(DESIGN), settings, 1).getFirst());
                }
                held.add(Held.now());
                System.out.println(String.format(Locale.ROOT, "round %d: %s", round + 1, held.getLast()));
            }
            Held.requireFlat(held, MOST_MORE_MEGABYTES);
        }
    }

    private static void search(Workbench workbench, Project project, int round) throws Exception {
        SearchRequest request = project.search().withAlgorithm(SearchAlgorithmId.SNASNET_RANDOM).withBudget(TRIALS / ROUNDS).withSeed(round)
                .withFitness(new FitnessSettings(4, 1));
        Awaited.result(workbench.searches().start(project, request, 1));
    }
}
