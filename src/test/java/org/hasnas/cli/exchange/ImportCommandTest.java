package org.hasnas.cli.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.hasnas.cli.RealProgram;
import org.hasnas.error.ErrorCode;
import org.hasnas.testdata.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks of other tools, from the command line. */
final class ImportCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private static String shared(String path) {
        return SharedData.require("oracle/nir/" + path).toString();
    }

    @Test
    void aNetworkIsPricedByBothModelsWithItsMapping() {
        JsonNode report = new RealProgram(folder).json(0, "import", shared("real/cnn_sinabs_nmnist.nir"), "--json");
        assertEquals(39_890, report.get("weight_parameters").asInt());
        assertEquals(903_680, report.get("macs_per_step").asInt());
        assertEquals(39_890, report.get("spikesim_ela").get("parameters").asInt());
        assertTrue(report.get("spikesim_ela").get("area_mm2").asDouble() > 0 && report.get("physical").get("energy_uJ").asDouble() > 0);
        assertEquals(5, report.get("mapping").size(), "three convolutions and two linear layers");
        assertEquals(3, report.get("mapping").get(2).get("input_bits").asInt(), "sums of four spikes");
        assertEquals(1, report.get("dt").asDouble(), "this exporter counts in steps");
    }

    @Test
    void aRecordingOfEventsEntersANetworkOfEvents() throws Exception {
        RealProgram program = new RealProgram(folder);
        String network = shared("real/cnn_sinabs_nmnist.nir");
        String recording =
                SharedData.require("oracle/events/nmnist/set/Train/3").toFile().listFiles((place, name) -> name.endsWith(".bin"))[0].toString();
        JsonNode report = program.json(0, "import", network, "--events", recording, "--time-steps", "8", "--json");
        assertEquals(8, report.get("time_steps").asInt());
        assertEquals("simulated with the recorded inputs", report.get("rate_source").asText());
        assertTrue(report.get("drift").isNull(), "nothing to compare with");
        double rate = report.get("nodes").get(0).get("output_rate").asDouble();
        assertTrue(rate > 0 && rate < 1, "of what enters: " + rate);
        String small = program.run(ErrorCode.BAD_INPUT.exitCode(), "import", shared("cases/csnn/csnn_avg_lif.nir"), "--events", recording);
        assertTrue(small.contains("34 rows and 34 columns"), small);
        String other = program.run(ErrorCode.BAD_INPUT.exitCode(), "import", network, "--events", network);
        assertTrue(other.contains("no recording of events by its name"), other);
    }

    @Test
    void aRecordingTellsWhichLayerDiffersAndFromWhen() {
        String network = shared("cases/dense/affine_lif_small.nir");
        String recording = shared("nirdata/spikes_grid.nird");
        RealProgram program = new RealProgram(folder);
        JsonNode same = program.json(0, "import", network, "--recording", recording, "--json").get("drift");
        assertEquals("lif2", same.get("nodes").get(0).get("node").asText());
        assertEquals(0, same.get("nodes").get(0).get("different").asInt());
        assertTrue(same.get("nodes").get(0).get("first_step").isNull());
        assertEquals("lif1", same.get("not_compared").get(0).get("node").asText(), "its input was not recorded");
        JsonNode other = program.json(0, "import", network, "--recording", recording, "--dt", "0.004", "--json").get("drift");
        assertTrue(other.get("nodes").get(0).get("different").asInt() > 0, "another time step gives other spikes");
        assertTrue(other.get("nodes").get(0).get("first_step").asInt() >= 0);
        String foreign = program.run(ErrorCode.BAD_INPUT.exitCode(), "import", shared("cases/dense/affine_lif_f64.nir"), "--recording", recording);
        assertTrue(foreign.contains("another network"), foreign);
    }

    @Test
    void aProjectKeepsNetworksAndComparesThem() throws Exception {
        Path project = Files.createDirectory(folder.resolve("mine"));
        Files.copy(Path.of("sample-projects", "digits-quickstart", "project.yaml"), project.resolve("project.yaml"));
        RealProgram program = new RealProgram(folder);
        String kept = program.run(0, "import", shared("cases/csnn/csnn_avg_lif.nir"), "--project", "mine");
        assertTrue(kept.contains("kept as"), kept);
        assertTrue(Files.exists(project.resolve("imported").resolve("csnn_avg_lif.nir")));
        program.run(0, "import", shared("cases/csnn/csnn_avg_lif.nir"), "--project", "mine");
        Path other = Files.copy(Path.of(shared("cases/skip/skip_two.nir")), folder.resolve("csnn_avg_lif.nir"));
        String refused = program.run(ErrorCode.BAD_INPUT.exitCode(), "import", other.toString(), "--project", "mine");
        assertTrue(refused.contains("holds another network"), refused);
        program.run(0, "import", shared("cases/skip/skip_two.nir"), "--project", "mine");
        JsonNode compared = program.json(0, "import", "--project", "mine", "--json");
        assertEquals(2, compared.get("networks").size());
    }

    @Test
    void anImportedNetworkRunsOnTheChipAndItsAccuracyIsCompared() throws Exception {
        Path project = Files.createDirectory(folder.resolve("mine"));
        Files.copy(Path.of("sample-projects", "digits-quickstart", "project.yaml"), project.resolve("project.yaml"));
        RealProgram program = new RealProgram(folder);
        program.run(0, "export", "mine", "--matrix", "0001 0000 0000 0000", "--to", "design.nir");
        JsonNode measured = program.json(0, "chip-accuracy", "mine", "--imported", "design.nir", "--images", "20", "--seeds", "1", "--threads", "1",
                "--json");
        assertEquals("design.nir", measured.get("imported").asText());
        assertTrue(measured.get("remarks").toString().contains("in units of its deviation"), "as the file says");
        JsonNode compared = program.json(0, "import", "--project", "mine", "--json").get("networks").get(0);
        assertEquals(measured.get("points").get(0).get("on_chip_accuracy").asDouble(), compared.get("on_chip_accuracy").asDouble());
        assertEquals(measured.get("candidate").asText(), compared.get("sha256").asText());
        JsonNode other = program.json(0, "chip-accuracy", "mine", "--imported", "design.nir", "--images", "20", "--seeds", "1", "--threads", "1",
                "--encoding", "rate", "--time-steps", "2", "--readout", "last", "--json");
        assertTrue(other.get("remarks").toString().contains("2 time steps") && other.get("remarks").toString().contains("random spikes"));
        String refused = program.run(ErrorCode.BAD_INPUT.exitCode(), "chip-accuracy", "mine", "--imported", shared("cases/csnn/csnn_avg_lif.nir"));
        assertTrue(refused.contains("csnn_avg_lif.nir: node \"input\" takes"), refused);
    }

    @Test
    void aZipOfDesignsBecomesDesignsOfAProject() throws Exception {
        Path project = Files.createDirectory(folder.resolve("mine"));
        Files.copy(Path.of("sample-projects", "digits-quickstart", "project.yaml"), project.resolve("project.yaml"));
        RealProgram program = new RealProgram(folder);
        program.run(0, "search", "mine", "--algorithm", "hasnas", "--budget", "8", "--threads", "1");
        program.run(0, "export", "mine", "--run", "1", "--trial", "best,0,1", "--to", "designs.zip");
        Map<String, String> files = unzipped(folder.resolve("designs.zip"));
        int count = files.size() - 1;
        JsonNode added = program.json(0, "import", "designs.zip", "--project", "mine", "--json").get("designs");
        assertEquals(count, added.size());
        assertTrue(added.get(0).get("added").asBoolean());
        String yaml = Files.readString(project.resolve("project.yaml"));
        assertTrue(yaml.contains(added.get(0).get("architecture").asText()) && yaml.contains("algorithm: ladder"), yaml);
        assertFalse(program.json(0, "import", "designs.zip", "--project", "mine", "--json").get("designs").get(0).get("added").asBoolean(),
                "there already");

        Map<String, String> edited = new TreeMap<>(files);
        String digits = files.getOrDefault("manifest.json", "").replaceAll("(?s).*?\"hash\" : \"([0-9a-f]{64}).*", "$1");
        edited.replaceAll((name, text) -> name.equals("manifest.json") ? text.replace(digits, "0".repeat(64)) : text);
        assertTrue(refused(program, edited).contains("has the hash " + digits));
        Map<String, String> without = new TreeMap<>(files);
        without.remove("trial-0.json");
        assertTrue(refused(program, without).contains("no file of that name"));
        Map<String, String> more = new TreeMap<>(files);
        more.put("../escape.json", "{}");
        assertTrue(refused(program, more).contains("its manifest does not name: ../escape.json"));
        more.remove("manifest.json");
        assertTrue(refused(program, more).contains("no manifest.json"));
        Files.writeString(project.resolve("project.yaml"), yaml.replace("widths: [4, 8, 16, 24]", "widths: [4, 8]").replace("template: digits",
                "template: {preset: digits, classes: 10, hidden-width: 32}"));
        String other = program.run(ErrorCode.BAD_INPUT.exitCode(), "import", "designs.zip", "--project", "mine");
        assertTrue(other.contains("not those of"), other);
    }

    private String refused(RealProgram program, Map<String, String> files) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("wrong.zip")))) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return program.run(ErrorCode.BAD_DATA.exitCode(), "import", "wrong.zip", "--project", "mine");
    }

    private static Map<String, String> unzipped(Path file) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    @Test
    void whatIsWrongIsSaidByNode() {
        RealProgram program = new RealProgram(folder);
        String refused = program.run(ErrorCode.BAD_DATA.exitCode(), "import", shared("bad/affine_wrong_input.nir"));
        assertTrue(refused.contains("affine_wrong_input.nir: node \"fc1\" expects 5 inputs but \"input\" gives 6"), refused);
        String unmapped = program.run(0, "import", shared("cases/delay/delay_uniform.nir"));
        assertTrue(unmapped.contains("Not mapped:") && unmapped.contains("(Delay)"), unmapped);
        assertTrue(program.run(ErrorCode.BAD_INPUT.exitCode(), "import").contains("say which file"));
        assertFalse(program.run(ErrorCode.BAD_INPUT.exitCode(), "import", "x.nir", "--input-bits", "0").contains("Exception"));
    }
}
