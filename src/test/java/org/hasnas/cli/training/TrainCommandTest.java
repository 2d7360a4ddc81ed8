package org.hasnas.cli.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hasnas.cli.Cli;
import org.hasnas.cli.CliRun;
import org.hasnas.cli.FakeWorkbench;
import org.hasnas.cli.console.CliEnvironment;
import org.hasnas.cli.console.ResultStream;
import org.hasnas.files.store.sqlite.SqliteStore;
import org.hasnas.workbench.Workbench;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code train}, {@code trainings} and {@code benchmark training --accuracy} with the real workbench and a small network. */
@Timeout(300)
final class TrainCommandTest {
    private static final String PROJECT = """
            hasnas-project: 1
            name: small
            dataset: {format: digits}
            template: {preset: digits, name: small, stages: [{width: 8, cells: 1}, {width: 8, cells: 1}], time-steps: 2}
            space: snasnet
            search: {algorithm: snasnet-random, budget: 2, batch-size: 8, batches: 1, seed: 1}
            training: {epochs: 1, batch-size: 64}
            """;

    @TempDir
    private Path folder = Path.of("");

    /** What one call gave. */
    private record Outcome(int exitCode, String out, String err) {
        JsonNode json() throws JsonProcessingException {
            return new ObjectMapper().readTree(out);
        }
    }

    @BeforeEach
    void project() throws Exception {
        Files.writeString(Files.createDirectory(folder.resolve("p")).resolve("project.yaml"), PROJECT);
    }

    private Outcome run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        CliEnvironment environment = new CliEnvironment(() -> Workbench.local(file -> SqliteStore.open(file, "test")),
                new CliRun(new FakeWorkbench(), folder).environment().gui(), action -> () -> {}, folder, folder.resolve("hasnas.log"), "1.2.3",
                List.of(),
                false);
        int exitCode = new Cli(environment).run(args, new ResultStream(out, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Outcome(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aCandidateOfARunIsTrainedAndListed() throws Exception {
        Outcome none = run("trainings", "p");
        assertEquals(0, none.exitCode(), none.err());
        Outcome search = run("search", "p", "--json");
        assertEquals(0, search.exitCode(), search.err());
        JsonNode runs = run("runs", "p", "--run", "1", "--json").json();
        String hash = runs.findValuesAsText("candidate").getFirst();
        Outcome outcome = run("train", "p", "--candidate", hash.substring(0, 12), "--threads", "1", "--json");
        assertEquals(0, outcome.exitCode(), outcome.err());
        JsonNode training = outcome.json().path("trainings").get(0);
        assertEquals(hash, training.path("candidate").asText());
        assertEquals("finished", training.path("status").asText());
        assertEquals("trained", training.path("accuracy_kind").asText());
        assertTrue(training.path("accuracy_source").asText().contains("360 test images"), training.path("accuracy_source").asText());
        assertTrue(training.path("accuracy_low_95").asDouble() <= training.path("accuracy").asDouble());
        assertEquals(1, training.path("epochs").size());
        assertTrue(Files.exists(Path.of(training.path("weights").asText())));
        double active = training.path("active_neurons").asDouble();
        assertTrue(active > 0 && active < 1, training.toString());

        Outcome again = run("train", "p", "--candidate", hash, "--seed", "2", "--threads", "1");
        assertEquals(0, again.exitCode(), again.err());
        assertTrue(again.out().contains("active neurons, nearer to their threshold than 1: "), again.out());
        JsonNode tuned = run("train", "p", "--from", "1", "--weight-bits", "4", "--threads", "1", "--json").json().path("trainings").get(0);
        assertEquals("trained quantised", tuned.path("accuracy_kind").asText());
        assertEquals(1, tuned.path("from_training").asInt());
        assertEquals(4, tuned.path("weight_bits").asInt());
        assertEquals(training.path("learning_rate").asDouble() / 10, tuned.path("learning_rate").asDouble());
        JsonNode recipe = run("train", "p", "--from", "1", "--set", "loss=every-step,warm-up-epochs=0.5,learn-tau=true,membrane-norm=true", "--set",
                "learning-rate=0.07", "--threads",
                "1", "--json").json().path("trainings").get(0);
        assertEquals("every-step", recipe.path("loss").asText());
        assertEquals(0.5, recipe.path("warm_up_epochs").asDouble());
        assertEquals(0.07, recipe.path("learning_rate").asDouble());
        assertTrue(recipe.path("learn_tau").asBoolean());
        JsonNode layer = recipe.path("layers").get(0);
        assertTrue(Math.abs(layer.path("tau_steps").asDouble() - 4.0 / 3) > 1e-6, layer.toString());
        assertTrue(layer.path("v_threshold").isNull(), layer.toString());
        assertEquals(8, layer.path("v_threshold_per_channel").size());
        JsonNode unnormed = training.path("layers").get(0);
        assertEquals(1, unnormed.path("v_threshold").asDouble());
        assertTrue(unnormed.path("v_threshold_per_channel").isEmpty());
        assertEquals(4.0 / 3, training.path("layers").get(0).path("tau_steps").asDouble());
        assertTrue(again.out().contains("trained accuracy") && again.out().contains("epoch 1 of 1, the last, seed 2, 360 test images"), again.out());
        assertEquals("the last", training.path("kept_epoch_is").asText());
        assertEquals("well", training.path("health").asText());
        Outcome list = run("trainings", "p");
        assertTrue(list.out().contains(hash.substring(0, 12)), list.out());
        JsonNode stored = run("trainings", "p", "--json").json().path("trainings");
        assertEquals(4, stored.size());
        assertTrue(list.out().contains("4 bits") && list.out().contains("float32"), list.out());
        assertTrue(list.out().contains("warm-up-epochs=0.5,loss=every-step,learn-tau=true,membrane-norm=true"), list.out());
        assertEquals(1, stored.get(0).path("epochs_planned").asInt());
        Outcome seen = run("trainings", "p", "--network", "1", "--image", "5");
        assertTrue(seen.out().startsWith("training 1, test image 5 of 0 to 359: class "), seen.out() + seen.err());
        Outcome normed = run("trainings", "p", "--network", "4", "--image", "5");
        assertTrue(normed.out().startsWith("training 4, test image 5 of 0 to 359: class "), normed.out() + normed.err());
        JsonNode activity = run("trainings", "p", "--network", "1", "--image", "5", "--json").json();
        assertEquals(10, activity.path("scores").size());
        JsonNode growing = activity.path("scores_per_time_step");
        assertEquals(activity.path("scores"), growing.get(growing.size() - 1));
        assertEquals(growing.size(), activity.path("energy_uJ_per_time_step").size());
        assertTrue(activity.path("energy_uJ_per_time_step").get(0).asDouble() > 0, activity.toString());
        JsonNode first = activity.path("layers").get(0);
        assertEquals(first.path("spikes_per_time_step").get(0).size(), first.path("firing_rate_per_time_step").get(0).asDouble()
                * first.path("height").asInt() * first.path("width").asInt() * first.path("channels").asInt(), 1e-9);
        assertEquals(2, run("trainings", "p", "--network", "1", "--image", "360").exitCode());
        assertEquals(2, run("trainings", "p", "--image", "3").exitCode());
        Outcome finished = run("train", "p", "--resume", "1");
        assertEquals(2, finished.exitCode());
        assertTrue(finished.err().contains("is finished"), finished.err());
    }

    @Test
    void aSubsetOfTheTrainingImagesIsTrainedOn() throws Exception {
        Outcome outcome = run("train", "p", "--matrix", "0300 0030 0003 0000", "--subset", "200", "--subset-seed", "3", "--threads", "1");
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertTrue(outcome.err().contains(
                "on digits (embedded), 200 of its training images, drawn with seed 3; 10.00 % of the training images are held out for validation, "),
                outcome.err());
        assertTrue(outcome.out().contains("on 200 of the training images (seed 3)"), outcome.out());
        JsonNode training = run("trainings", "p", "--json").json().path("trainings").get(0);
        assertEquals("digits (embedded), 200 of its training images, drawn with seed 3", training.path("dataset").asText());
        Outcome tooMany = run("train", "p", "--matrix", "0300 0030 0003 0000", "--subset", "1438");
        assertTrue(tooMany.err().contains("has 1437 training images, of which 1438 can't be chosen"), tooMany.err());
    }

    @Test
    void wrongInputIsToldInASentence() {
        assertRefused("--subset-seed needs --subset N", "train", "p", "--matrix", "0300 0030 0003 0000", "--subset-seed", "1");
        assertRefused("--subset: a subset has at least 2 training images, not 1", "train", "p", "--matrix", "0300 0030 0003 0000", "--subset", "1");
        assertRefused("leave out --candidate, --matrix and --subset", "train", "p", "--from", "1", "--subset", "100");
        assertRefused("say which network to train", "train", "p");
        assertRefused("--candidate takes 4 to 64 hexadecimal digits of a hash, not 'xyz'", "train", "p", "--candidate", "xyz");
        Outcome unknown = run("train", "p", "--candidate", "abcdef");
        assertEquals(3, unknown.exitCode(), unknown.err());
        assertTrue(unknown.err().contains("no candidate of the project's runs has a hash that begins with abcdef"), unknown.err());
        assertRefused("the learning rate of a training is above 0 and at most 10, not 11.0", "train", "p", "--matrix", "0300 0030 0003 0000", "--lr",
                "11");
        assertRefused("--resume goes on with the training's own candidate and settings", "train", "p", "--resume", "1", "--epochs", "3");
        assertRefused("--set", "train", "p", "--resume", "1", "--set", "mixup=0.1");
        assertRefused("did you mean 'mixup'?", "train", "p", "--matrix", "0300 0030 0003 0000", "--set", "mixu=0.1");
        assertRefused("an epoch is not picked on test images", "train", "p", "--matrix", "0300 0030 0003 0000", "--set", "keep=test");
        assertRefused("known: never, hopeless, over-fitting", "train", "p", "--matrix", "0300 0030 0003 0000", "--stop-when", "luck");
        assertRefused("--stop-when", "train", "p", "--resume", "1", "--stop-when", "never");
        assertRefused("--from trains the network of that training", "train", "p", "--from", "1", "--matrix", "0300 0030 0003 0000");
        assertRefused("0 (float32) or 2 to 16, not 1", "train", "p", "--matrix", "0300 0030 0003 0000", "--weight-bits", "1");
        assertRefused("has an effect only with --accuracy", "benchmark", "training", "--preset", "digits", "--matrix", "0300 0030 0003 0000",
                "--seeds", "2");
        assertRefused("--blocks must be at least 2", "benchmark", "recipe", "--preset", "digits", "--matrix", "0300 0030 0003 0000", "--blocks", "1");
        assertRefused("take one of both", "benchmark", "recipe", "--preset", "digits", "--matrix", "0300 0030 0003 0000", "--options",
                "learn-threshold=true,membrane-norm=true");
        assertRefused("did you mean 'learn-tau'?", "benchmark", "recipe", "--preset", "digits", "--matrix", "0300 0030 0003 0000", "--options",
                "learn-tao=true");
        assertRefused("write teacher-width=W", "benchmark", "recipe", "--preset", "digits", "--matrix", "0300 0030 0003 0000", "--options",
                "teacher=1");
        assertRefused("write a whole number of channels, such as teacher-width=32", "benchmark", "recipe", "--preset", "digits", "--matrix",
                "0300 0030 0003 0000", "--options", "teacher-width=wide");
        assertRefused("teacher-width=0: stage width must be >= 1", "benchmark", "recipe", "--preset", "digits", "--matrix",
                "0300 0030 0003 0000", "--options", "teacher-width=0");
        assertRefused("--tau-steps: tauSteps must be a finite number >= 1", "benchmark", "recipe", "--preset", "digits", "--matrix",
                "0300 0030 0003 0000", "--tau-steps", "0.5");
        assertRefused("1437 training images; ask for at most that many", "benchmark", "recipe", "--preset", "digits", "--matrix",
                "0300 0030 0003 0000", "--images", "5000");
        assertRefused("has no effect with --accuracy", "benchmark", "training", "--preset", "digits", "--matrix",
                "0300 0030 0003 0000", "--accuracy",
                "--steps", "2");
    }

    private void assertRefused(String sentence, String... args) {
        Outcome outcome = run(args);
        assertEquals(2, outcome.exitCode(), outcome.out() + outcome.err());
        assertTrue(outcome.err().contains(sentence), outcome.err());
    }

    @Test
    void severalMatricesAreSeveralNetworksAndRowsInWordsOfTheirOwnAreOne() throws Exception {
        Outcome two = run("train", "p", "--matrix", "0001 0000 0000 0000", "--matrix", "0002 0000 0000 0000", "--subset", "100", "--threads", "1",
                "--json");
        assertEquals(0, two.exitCode(), two.err());
        assertEquals(2, two.json().get("trainings").size());
        Outcome one = run("train", "p", "--matrix", "0001", "0000", "0000", "0000", "--subset", "100", "--threads", "1", "--json");
        assertEquals(1, one.json().get("trainings").size());
        assertRefused("told apart by quotes", "train", "p", "--matrix", "0001", "0000", "0000", "0000", "0002", "0000", "0000", "0000");
    }

    @Test
    void recipesAreComparedOnHeldOutBlocks() throws Exception {
        Outcome outcome = run("benchmark", "recipe", "--preset", "digits", "--matrix", "0003 0000 0000 0000", "--time-steps", "2", "--tau-steps", "2",
                "--images", "301", "--blocks", "2", "--seeds", "2", "--epochs", "1", "--set", "batch-size=16", "--options",
                "learn-tau=true,loss=every-step", "--options", "teacher-share=0.9,teacher-width=24", "--threads", "1", "--json");
        assertEquals(0, outcome.exitCode(), outcome.err());
        JsonNode json = outcome.json();
        assertEquals(301, json.path("held_out_images").asInt());
        assertEquals("batch-size=16", json.path("base").get(1).asText());
        JsonNode base = json.path("variants").get(0);
        JsonNode learnt = json.path("variants").get(1);
        assertEquals("learn-tau=true,loss=every-step", learnt.path("options").asText());
        assertEquals(List.of(0, 0, 1, 1), base.path("trainings").findValues("block").stream().map(JsonNode::asInt).toList());
        assertEquals(List.of(1, 2, 1, 2), learnt.path("trainings").findValues("seed").stream().map(JsonNode::asInt).toList());
        double gain = 0;
        double right = 0;
        for (int run = 0; run < 4; run++) {
            double accuracy = learnt.path("trainings").get(run).path("accuracy").asDouble();
            gain += 100 * (accuracy - base.path("trainings").get(run).path("accuracy").asDouble()) / 4;
            right += accuracy * (run < 2 ? 150 : 151);
        }
        assertEquals(gain, learnt.path("gain_points").asDouble(), 1e-9);
        assertEquals(right / 602, learnt.path("accuracy").asDouble(), 1e-9);
        assertEquals(0, base.path("gain_points").asDouble());
        double active = base.path("trainings").get(0).path("active_neurons").asDouble();
        assertTrue(active > 0 && active < 1, base.toString());
        JsonNode layers = learnt.path("trainings").get(0).path("neurons");
        JsonNode layer = layers.get(layers.size() - 1);
        assertTrue(Math.abs(layer.path("tau_steps").asDouble() - 2) > 1e-6, layer.toString());
        assertEquals(2, base.path("trainings").get(0).path("neurons").get(0).path("tau_steps").asDouble());
        assertTrue(base.path("trainings").get(0).path("teacher_accuracy").isNull(), base.toString());
        JsonNode taught = json.path("variants").get(2).path("trainings").get(0);
        assertTrue(taught.path("teacher_accuracy").asDouble() > 0, taught.toString());
        assertNotEquals(base.path("trainings").get(0).path("spike_rate").asDouble(), taught.path("spike_rate").asDouble());
    }

    @Test
    void eventDrivenAndDenseTrainingsAreCompared() throws Exception {
        Outcome outcome = run("benchmark", "training", "--preset", "digits", "--matrix", "0200 0000 0000 0000", "--time-steps", "1", "--accuracy",
                "--seeds", "1", "--epochs", "1", "--threads", "1", "--json");
        assertEquals(0, outcome.exitCode(), outcome.err());
        JsonNode json = outcome.json();
        assertEquals("360 test images", json.path("held_out").asText());
        assertEquals(1, json.path("trainings").size());
        assertEquals(json.path("event_driven_minus_dense_points").asDouble(),
                100 * (json.path("mean_event_driven_accuracy").asDouble() - json.path("mean_dense_accuracy").asDouble()), 1e-9);
    }
}
