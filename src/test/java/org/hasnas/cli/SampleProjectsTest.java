package org.hasnas.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hasnas.error.ErrorCode;
import org.hasnas.testdata.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sample projects that need data of the user's own, from the command line to the stored run. Skipped where the data is not there. */
final class SampleProjectsTest {
    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({"cifar10-paper, cifar-10-batches-bin", "cifar100-paper, cifar-100-binary"})
    void aCifarSampleSearchesTheUsersOwnCopy(String sample, String data) throws Exception {
        Path copy = SharedData.require("data/" + data).toAbsolutePath();
        Path project = Files.createDirectory(folder.resolve(sample));
        // the smallest batch and one draw: what is tested is the way, not the result
        Files.writeString(project.resolve("project.yaml"), Files.readString(Path.of("sample-projects", sample, "project.yaml"))
                .replace("data/" + data + "\n", copy + "\n").replaceFirst("batch-size: 16", "batch-size: 2")
                .replaceFirst("batches: 2", "batches: 1"));
        String out = run(0, "search", sample, "--budget", "1", "--algorithm", "snasnet-random");
        assertTrue(out.contains("finished, 1 of 1 trials"), out);
        assertTrue(out.contains("4 000 000 parameters"), out);
    }

    /** The first commands of the README, with shorter trainings: designs whose weights have few bits are trained by the search, not again. */
    @Test
    void theDigitsAreSearchedByTrainingsAndTheBestRunOnTheChip() throws Exception {
        Path project = Files.createDirectory(folder.resolve("digits"));
        Files.writeString(project.resolve("project.yaml"), Files.readString(Path.of("sample-projects", "digits-quickstart", "project.yaml"))
                .replace("epochs: 30", "epochs: 1").replace("budget: 240", "budget: 6"));
        String searched = run(0, "search", "digits", "--minutes", "0.2");
        assertTrue(searched.contains("Front of expected accuracy against energy"), searched);
        String explored = run(0, "explore", "digits", "--run", "1", "--top", "1", "--images", "20", "--seeds", "1");
        assertTrue(explored.contains("8-bit weights") || explored.contains("4-bit weights"), explored);
        assertTrue(explored.contains("1 candidate searched, trained and run on the chip"), explored);
    }

    /** From a new copy of the sample: what is missing, the import, a search, and a training of a subset; then another preset, fitted. */
    @Test
    void fashionMnistIsImportedSearchedAndTrainedOn() throws Exception {
        Path data = SharedData.require("data/fashion-mnist").toAbsolutePath();
        Path project = Files.createDirectory(folder.resolve("fashion"));
        Path file = Files.copy(Path.of("sample-projects", "fashion-mnist", "project.yaml"), project.resolve("project.yaml"));
        String missing = run(ErrorCode.NOT_FOUND.exitCode(), "search", "fashion");
        assertTrue(missing.contains("data" + File.separator + "fashion-mnist does not exist") && missing.contains("'hasnas data import'"), missing);
        assertTrue(run(0, "data", "import", data.toString(), "--project", "fashion").contains("images of 1x28x28 in 10 classes"));
        String searched = run(0, "search", "fashion", "--budget", "1");
        assertTrue(searched.contains("finished, 1 of 1 trials") && searched.contains("100 000 parameters"), searched);
        String trained = run(0, "train", "fashion", "--matrix", "0003 0000 0000 0000", "--subset", "128", "--epochs", "1");
        assertTrue(trained.contains("10000 test images") && trained.contains("on 128 of the training images (seed 1)"), trained);
        Files.writeString(file, Files.readString(file).replaceFirst("(?m)^template: .*$", "template: {preset: snasnet-cifar100, stem-stride: 4}"));
        String fitted = run(0, "runs", "fashion");
        assertTrue(fitted.contains("snasnet-cifar100-custom fitted to 1x28x28, 10 classes: maps of 7x7, 3x3 (not reading the last 1 row"), fitted);
    }

    private String run(int exitCode, String... words) {
        return new RealProgram(folder).run(exitCode, words);
    }
}
