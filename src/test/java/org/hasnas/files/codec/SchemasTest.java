package org.hasnas.files.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipFile;
import org.hasnas.chip.model.CostKind;
import org.hasnas.cli.RealProgram;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.testdata.SampleLadders;
import org.hasnas.testdata.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program writes for others is what the schemas in {@code assets/schema} say. */
final class SchemasTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private static JsonSchema schema(String name) throws Exception {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(JSON.readTree(Path.of("assets", "schema", name + ".schema.json").toFile()));
    }

    private static void assertValid(String schema, JsonNode document) throws Exception {
        Set<ValidationMessage> problems = schema(schema).validate(document);
        assertTrue(problems.isEmpty(), problems.toString());
    }

    @Test
    void candidatesOfAllKindsOfTrialsFollowTheirSchema() throws Exception {
        SearchRequest plain = Samples.request(NetworkTemplates.HASNAS_CIFAR10, 100);
        SearchRequest ladder = SampleLadders.request(100);
        for (SearchRequest request : List.of(plain, plain.withLimits(plain.limits().withLimit(CostKind.AREA,
                Double.POSITIVE_INFINITY)), ladder)) {
            for (Trial trial : Samples.trials(request, 100)) {
                assertValid("candidate", JSON.readTree(CandidateJson.write(new Candidate(request, trial))));
            }
        }
    }

    @Test
    void aSchemaRefusesWhatIsWrong() throws Exception {
        SearchRequest request = Samples.request(NetworkTemplates.DIGITS, 10);
        ObjectNode candidate = (ObjectNode) JSON.readTree(CandidateJson.write(new Candidate(request, Samples.trial(request, 1))));
        assertFalse(schema("candidate").validate(candidate.deepCopy().put("version", 2)).isEmpty());
        assertFalse(schema("candidate").validate(candidate.deepCopy().put("hash", "abc")).isEmpty());
        assertFalse(schema("candidate").validate(candidate.deepCopy().put("more", 1)).isEmpty());
        ObjectNode negative = candidate.deepCopy();
        ((ObjectNode) negative.at("/trial/cost")).put("energyJoules", -1);
        assertFalse(schema("candidate").validate(negative).isEmpty());
        ObjectNode without = candidate.deepCopy();
        ((ObjectNode) without.at("/request/template")).remove("timeSteps");
        assertFalse(schema("candidate").validate(without).isEmpty());
    }

    @Test
    void costReportsOfBothModelsFollowTheirSchema() throws Exception {
        RealProgram program = new RealProgram(folder);
        String[] network = {"cost", "--preset", "digits", "--matrix", "0302 0030 3003 0000", "--json"};
        JsonNode spikeSim = program.json(0, network);
        assertValid("cost", spikeSim);
        JsonNode physical = program.json(0, "cost", "--preset", "digits", "--matrix", "0302 0030 3003 0000", "--json", "--model", "physical",
                "--hardware", "neurosim-22nm-rram", "--spike-rates", "0.1");
        assertValid("cost", physical);
        assertFalse(schema("cost").validate(((ObjectNode) physical.deepCopy()).put("model", "spikesim-ela")).isEmpty(), "a report is of one model");
    }

    @Test
    void severalDesignsAreAZipWithAManifest() throws Exception {
        SearchRequest request = Samples.request(NetworkTemplates.DIGITS, 10);
        List<Candidate> candidates = List.of(new Candidate(request, Samples.trial(request, 1)), new Candidate(request, Samples.trial(request, 4)));
        Path zip = folder.resolve("designs.zip");
        CandidateJson.write(zip, candidates);
        assertTrue(CandidateJson.isZip(zip));
        assertFalse(CandidateJson.isZip(Files.writeString(folder.resolve("images.zip"), "no zip")));
        try (ZipFile file = new ZipFile(zip.toFile())) {
            JsonNode manifest = JSON.readTree(file.getInputStream(file.getEntry("manifest.json")));
            assertValid("designs", manifest);
            assertEquals(2, manifest.get("designs").size());
            for (int index = 0; index < candidates.size(); index++) {
                String name = manifest.get("designs").get(index).get("file").asText();
                String text = new String(file.getInputStream(file.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
                assertEquals(candidates.get(index), CandidateJson.read(text, name));
            }
        }
    }

    @Test
    void designsOfSeveralRunsWithOneNumberAreAllKept() throws Exception {
        SearchRequest request = Samples.request(NetworkTemplates.DIGITS, 10);
        Candidate one = new Candidate(request, Samples.trial(request, 1));
        Candidate other = new Candidate(request, new Trial(1, Samples.trial(request, 4).architecture(), Samples.trial(request, 4).outcome(), 1));
        CandidateJson.write(folder.resolve("designs.zip"), List.of(one, other));
        assertEquals(List.of(one, other), CandidateJson.readAll(folder.resolve("designs.zip")));
    }

    @Test
    void newerVersionsAreRefusedWithAdvice() throws Exception {
        SearchRequest request = Samples.request(NetworkTemplates.DIGITS, 10);
        String text = CandidateJson.write(new Candidate(request, Samples.trial(request, 1))).replace("\"version\" : 1", "\"version\" : 2");
        Path file = Files.writeString(folder.resolve("newer.json"), text);
        HasnasException refused = assertThrows(HasnasException.class, () -> CandidateJson.read(file));
        assertEquals(ErrorCode.BAD_DATA, refused.code());
        assertTrue(String.valueOf(refused.getMessage()).contains("version 2 and was made by a newer program"), refused.getMessage());
    }
}
