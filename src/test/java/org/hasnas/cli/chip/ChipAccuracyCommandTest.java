package org.hasnas.cli.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.hasnas.cli.CliRun;
import org.hasnas.cli.CommandFixture;
import org.junit.jupiter.api.Test;

final class ChipAccuracyCommandTest extends CommandFixture {
    private String request() {
        return workbench.calls.stream().filter(call -> call.startsWith("chip-accuracy")).findFirst().orElse("");
    }

    @Test
    void aSweepIsATableWithIntervals() {
        CliRun.Outcome outcome = cli.run("chip-accuracy", ".", "--weights", "net.hnw", "--sweep", "adc-bits=3..5", "--seeds", "2");
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertTrue(outcome.out().contains("72.80") && outcome.out().contains("54.60 to 72.80") && outcome.out().contains("96.00 %"), outcome.out());
        for (String part : List.of("values=[3.0, 4.0, 5.0]", "seeds=2", folder.resolve("net.hnw").toString())) {
            assertTrue(request().contains(part), request());
        }
    }

    @Test
    void jsonHasStableKeysAndTheKindsOfAccuracyApart() {
        JsonNode json = cli.run("chip-accuracy", ".", "--weights", "net.hnw", "--sweep", "sigma=0,0.1", "--conditions", "age=86400,wire-ohm=0.5",
                "--seeds", "2", "--json").json();
        assertEquals("hasnas-chip-accuracy", json.path("document").asText());
        assertEquals(0.96, json.path("float32_accuracy").asDouble());
        assertEquals(0.94, json.path("quantized_accuracy").asDouble());
        assertEquals("sigma", json.path("sweep").asText());
        assertEquals(0.1, json.path("points").path(1).path("value").asDouble());
        assertEquals(0.325, json.path("points").path(1).path("on_chip_accuracy").asDouble());
        assertEquals(0.1, json.path("points").path(1).path("conditions").path("sigma").asDouble());
        assertEquals(0.3, json.path("spike_rates").path("stem").asDouble());
        assertTrue(request().contains("AGE=86400.0") && request().contains("WIRE_OHM=0.5"), request());
        assertEquals(3, json.path("wall_seconds").asDouble());
        assertEquals(2 * 2 * 360 / 2.0, json.path("images_per_second").asDouble(), "two points, two sets of devices, 360 images, 2 s");
        assertEquals("held-out", json.path("images_are").asText());
    }

    @Test
    void timesAndTheKindOfImagesAreTold() {
        CliRun.Outcome outcome = cli.run("chip-accuracy", ".", "--weights", "net.hnw", "--training-images", "--threads", "2", "--compensation",
                "array-gain", "--seeds", "2");
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertTrue(outcome.out().contains("360 training images, which it was trained on"), outcome.out());
        assertTrue(outcome.out().contains("3.0 s of wall time on 2 threads") && outcome.out().contains("360 images per second"), outcome.out());
        assertTrue(request().contains("part=TRAINING") && request().contains("compensation=Optional[ARRAY_GAIN]"), request());
    }

    @Test
    void csvHasOneRowForEachPoint() {
        List<String> lines = cli.run("chip-accuracy", ".", "--weights", "net.hnw", "--sweep", "sigma=0..0.3:0.1", "--seeds", "2", "--csv").out()
                .lines().toList();
        assertEquals(5, lines.size());
        assertTrue(lines.getLast().startsWith("sigma,0.3,0.394,"), lines.getLast());
    }

    @Test
    void aTrainingIsChosenByItsNumberAndExactlyOneNetworkMustBe() {
        assertEquals(0, cli.run("chip-accuracy", ".", "--network", "3").exitCode());
        assertTrue(request().contains("OfTraining[id=3]"), request());
        for (List<String> wrong : List.of(List.of("chip-accuracy", "."), List.of("chip-accuracy", ".", "--network", "1", "--weights", "net.hnw"))) {
            CliRun.Outcome outcome = cli.run(wrong.toArray(String[]::new));
            assertEquals(2, outcome.exitCode());
            assertTrue(outcome.err().contains("one of --network N, --candidate HASH, --weights FILE and --imported FILE"), outcome.err());
        }
    }

    @Test
    void mistakesAreNamed() {
        for (List<String> wrong : List.of(List.of("--sweep", "adc-bits", "NAME=VALUES"),
                List.of("--sweep", "volts=1..2", "there are adc-bits, adc-offset, adc-gain, adc-noise, sigma"),
                List.of("--sweep", "sigma=0,x", "'x' is no number"),
                List.of("--sweep", "sigma=3..1", "no range"),
                List.of("--conditions", "sigma", "NAME=VALUE"), List.of("--adc-range", "wide", "calibrated, full"),
                List.of("--compensation", "some",
                        "'some' is not one of none, array-gain, column-gain, column-line, spare-columns, batch-norm, row-order, last-layer"),
                List.of("--seeds", "0", "at least 1"))) {
            CliRun.Outcome outcome = cli.run("chip-accuracy", ".", "--weights", "net.hnw", wrong.get(0), wrong.get(1));
            assertEquals(2, outcome.exitCode(), outcome.out());
            assertTrue(outcome.err().contains(wrong.get(2)), outcome.err());
        }
    }
}
