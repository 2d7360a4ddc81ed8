package org.hasnas.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.hasnas.files.store.sqlite.SqliteStore;
import org.hasnas.job.JobHandle;
import org.hasnas.job.RunStatus;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.RunProgress;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.testdata.Awaited;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A search in a child process that is killed without warning, again and again, loses no reported trial and ends as if undisturbed. */
@Timeout(300)
final class KilledSearchTest {
    private static final int KILLS = 3;

    @TempDir
    Path folder;

    @Test
    void aSearchKilledSeveralTimesEndsWithTheResultOfAnUndisturbedOne() throws Exception {
        try (Workbench workbench = Workbench.local(file -> SqliteStore.open(file, "test"))) {
            Project project = workbench.projects().create(folder.resolve("digits"), "digits");
            SearchRequest request = project.search();
            request = request.withBudget(60).withFitness(new FitnessSettings(16, 1)).withSeed(3);
            project = project.withSearch(request);
            workbench.projects().save(project);
            RunSummary undisturbed = Awaited.result(workbench.searches().start(project, request, 2));
            List<Trial> expected = WorkbenchTest.withoutTimes(workbench.searches().trials(project, undisturbed.id()));

            long run = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                List<Integer> reported = searchInAChildAndKillItAfter(5 + 7 * kill, project.folder(), run);
                RunSummary newest = workbench.searches().list(project).getFirst();
                run = newest.id();
                assertEquals(RunStatus.INTERRUPTED, newest.status());
                Set<Integer> stored = workbench.searches().trials(project, run).stream().map(Trial::index).collect(Collectors.toSet());
                assertTrue(stored.containsAll(reported), () -> "reported " + reported + " but stored " + stored);
            }
            assertEquals(expected.size(), Awaited.result(workbench.searches().resume(project, run, 2)).trials());
            assertEquals(expected, WorkbenchTest.withoutTimes(workbench.searches().trials(project, run)));
        }
    }

    /** The child writes to a file, since what it wrote must outlive it. */
    private List<Integer> searchInAChildAndKillItAfter(int trials, Path project, long run) throws Exception {
        Path output = Files.createTempFile(folder, "reported", ".txt");
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), ReportingSearch.class.getName(),
                project.toString(), Long.toString(run)).redirectOutput(output.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            while (reported(output).size() < trials) {
                assertTrue(child.isAlive(), "the child ended before it could be killed");
                TimeUnit.MILLISECONDS.sleep(1);
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
        return reported(output);
    }

    /** The whole lines of the file. */
    private static List<Integer> reported(Path output) throws IOException {
        String text = Files.readString(output);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(Integer::valueOf).toList();
    }

    /** Runs or continues a project's search and prints the index of every trial as soon as a front end can see it. */
    static final class ReportingSearch {
        private ReportingSearch() {}

        public static void main(String[] args) throws Exception {
            Workbench workbench = Workbench.local(file -> SqliteStore.open(file, "test"));
            Project project = workbench.projects().open(Path.of(args[0]));
            long run = Long.parseLong(args[1]);
            JobHandle<RunProgress, RunSummary> search = run == 0 ? workbench.searches().start(project, project.search(), 2)
                    : workbench.searches().resume(project, run, 2);
            int shown = search.progress().done();
            while (true) {
                List<Trial> known = search.progress().trials();
                for (Trial trial : known.subList(shown, known.size())) {
                    System.out.println(trial.index());
                    System.out.flush();
                    shown++;
                }
                TimeUnit.MILLISECONDS.sleep(1);
            }
        }
    }
}
