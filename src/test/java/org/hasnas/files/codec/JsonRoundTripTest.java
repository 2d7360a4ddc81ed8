package org.hasnas.files.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hasnas.chip.catalog.HardwareProfiles;
import org.hasnas.chip.cost.ChipCost;
import org.hasnas.chip.model.FrontCost;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.SearchSpaces;
import org.hasnas.score.model.WeightPrecision;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.LadderSettings;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class JsonRoundTripTest {
    static List<SearchRequest> requests() {
        return Requests.all();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestComesBackToTheBit(SearchRequest request) throws HasnasException {
        String json = SearchRequestJson.write(request);
        assertEquals(request, SearchRequestJson.read(json, "test"));
        assertEquals(json, SearchRequestJson.write(SearchRequestJson.read(json, "test")));
    }

    @Test
    void aRequestFromBeforeThereWerePrecisionsWasComputedInFloat32() throws HasnasException {
        String json = SearchRequestJson.write(Requests.digits());
        String old = json.replaceFirst(",\\s*\"precision\" : \"int8\"", "");
        assertFalse(old.contains("precision"), old);
        assertEquals(WeightPrecision.INT8, SearchRequestJson.read(json, "test").fitness().precision());
        assertEquals(WeightPrecision.FLOAT32, SearchRequestJson.read(old, "test").fitness().precision());
    }

    @Test
    void aSearchByTrainingsKeepsItsFrontAndTheDesignsItWasGiven() throws HasnasException {
        SearchRequest ladder = Requests.digits().withAlgorithm(SearchAlgorithmId.ASHA);
        LadderSettings settings = ladder.ladder().orElseThrow().withGiven(List.of(
                Architecture.parse("0302 0030 3003 0000 @ width=8 time-steps=2"), Architecture.parse("0003 0000 0000 0000")))
                .withFront(FrontCost.EDAP);
        SearchRequest given = ladder.withLadder(settings);
        assertEquals(given, SearchRequestJson.read(SearchRequestJson.write(given), "test"));
        assertEquals(ladder, SearchRequestJson.read(SearchRequestJson.write(ladder), "test"));
        String wrong = SearchRequestJson.write(given).replace("width=8", "width=none");
        HasnasException refused = assertThrows(HasnasException.class, () -> SearchRequestJson.read(wrong, "test"));
        assertTrue(refused.getMessage().contains("width=N"), refused.getMessage());
    }

    @Test
    void countedRatesOfEventsStayWithARun() throws HasnasException {
        SearchRequest counted = Requests.digits().withHardware(Requests.physical(new SpikeRateSource.Measured(0,
                new TreeMap<>(Map.of(1, 0.64, 4, 0.28)))));
        assertEquals(counted, SearchRequestJson.read(SearchRequestJson.write(counted), "test"));
    }

    @Test
    void hardwareStandsInRequestsAsItDidBeforeThereWereTwoModels() {
        String json = SearchRequestJson.write(Requests.digits()).replaceAll("\\s", "");
        assertTrue(json.contains("\"hardware\":{\"model\":\"spikesim-ela\",\"crossbarSize\":64,\"pesPerTile\":8,\"device\":\"rram\","
                + "\"includeClassifier\":false}"), json);
    }

    @Test
    void aUsersProfileAndCatalogueAreEmbeddedAndNeedNoFileAnyMore(@TempDir Path folder) throws Exception {
        Path profile = UserChips.write(folder, "chip.json", "mine.json");
        HardwareSettings settings = HardwareProfiles.settings("chip.json", "", folder, new SpikeRateSource.Measured(0));
        SearchRequest request = Requests.digits().withHardware(settings);
        String json = SearchRequestJson.write(request);
        Files.delete(profile);
        Files.delete(folder.resolve("mine.json"));
        SearchRequest read = SearchRequestJson.read(json, "test");
        assertEquals(request, read);
        assertEquals("mine", HardwareProfiles.catalog((PhysicalSettings) read.hardware()).id());
        String other = json.replaceFirst("\"catalogHash\" : \"....", "\"catalogHash\" : \"0000");
        SearchRequest changed = SearchRequestJson.read(other, "test");
        HasnasException refused = assertThrows(HasnasException.class, () -> HardwareProfiles.catalog((PhysicalSettings) changed.hardware()));
        assertTrue(refused.getMessage().contains("has changed since"), refused.getMessage());
    }

    @Test
    void aUsersDevicesAreEmbeddedAndNeedNoFileAnyMore(@TempDir Path folder) throws Exception {
        Path file = UserChips.writeDevices(folder, "cells.json", 0.02);
        PhysicalSettings settings = HardwareProfiles.withDevices(
                HardwareProfiles.settings("neurosim-22nm-rram", "", folder, new SpikeRateSource.Measured(0)), "cells.json", folder);
        SearchRequest request = Requests.digits().withHardware(settings);
        String json = SearchRequestJson.write(request);
        UserChips.writeDevices(folder, "cells.json", 0.03);
        PhysicalSettings changed = (PhysicalSettings) SearchRequestJson.read(json, "test").hardware();
        Files.delete(file);
        PhysicalSettings gone = (PhysicalSettings) SearchRequestJson.read(json, "test").hardware();
        assertEquals(settings, changed);
        assertEquals(0.02, HardwareProfiles.devices(gone).stuckOnProbability());
        assertEquals("cells.json", gone.profile().devices());
        PhysicalCostReport cost = (PhysicalCostReport) ChipCost.of(gone.withSpikeRates(new SpikeRateSource.Given(SpikeRates.of(0.1))))
                .report(Network.of(request.template(), request.space(), Architecture.parse("0302 0030 3003 0000")));
        assertEquals("my-cells", cost.programming().orElseThrow().device().id());
        String older = json.replaceFirst(",\\s*\"devicesText\" : \"[^\\n]*\"", "");
        HasnasException absent = assertThrows(HasnasException.class,
                () -> HardwareProfiles.devices((PhysicalSettings) SearchRequestJson.read(older, "test").hardware()));
        assertEquals(ErrorCode.NOT_FOUND, absent.code());
    }

    @Test
    void aRequestEmbedsSpaceAndTemplateWhole() {
        String json = SearchRequestJson.write(Requests.digits());
        for (String part : List.of("\"format\" : \"hasnas-search-request\"", "\"version\" : 1", "\"type\" : \"spiking-convolution\"",
                "\"kernelSize\" : 3", "\"areaSquareMetres\" : 1.0E-4", "\"batchNorm\" : \"per-time-step\"", "\"hiddenWidth\" : 64")) {
            assertTrue(json.contains(part), part + " in " + json);
        }
    }

    @Test
    void trialsOfAllOutcomesComeBackToTheBit() throws HasnasException {
        for (Trial trial : Requests.trials(0, 12)) {
            String json = CandidateJson.write(new Candidate(Requests.digits(), trial));
            assertEquals(trial, CandidateJson.read(json, "test").trial());
        }
    }

    @Test
    void anExportedCandidateIsReadBack(@TempDir Path folder) throws Exception {
        for (int index = 0; index < 4; index++) {
            Candidate candidate = new Candidate(Requests.digits(), Requests.trial(index));
            Path file = folder.resolve(CandidateJson.hash(candidate).text() + ".json");
            CandidateJson.write(file, candidate);
            assertEquals(candidate, CandidateJson.read(file));
        }
        try (var files = Files.list(folder)) {
            assertEquals(2, files.count(), "one file per architecture and no temporary file");
        }
    }

    @Test
    void anEditedCandidateIsRefused() {
        String json = CandidateJson.write(new Candidate(Requests.digits(), Requests.trial(0)));
        String edited = json.replace("0302 0030 3003 0000", "0303 0030 3003 0000");
        HasnasException refused = assertThrows(HasnasException.class, () -> CandidateJson.read(edited, "c.json"));
        assertEquals(ErrorCode.BAD_DATA, refused.code());
        assertTrue(refused.getMessage().startsWith("c.json, line 4, column 12: the file was changed"), refused.getMessage());
    }

    @Test
    void anArchitectureOfAnotherSpaceIsRefused() {
        String json = CandidateJson.write(new Candidate(Requests.digits(), Requests.trial(0)));
        String edited = json.replace("0302 0030 3003 0000", "0309 0000 0000 0000");
        assertTrue(assertThrows(HasnasException.class, () -> CandidateJson.read(edited, "c.json")).getMessage()
                .contains("search space 'snasnet' has the operations 0 to 4, not 9"));
    }

    @Test
    void absentAndBinaryCandidatesAreNamed(@TempDir Path folder) throws Exception {
        Path absent = folder.resolve("no.json");
        assertEquals(ErrorCode.NOT_FOUND, assertThrows(HasnasException.class, () -> CandidateJson.read(absent)).code());
        Path binary = Files.write(folder.resolve("b.json"), new byte[] {(byte) 0xC3, 0x28, 0});
        assertEquals(ErrorCode.BAD_DATA, assertThrows(HasnasException.class, () -> CandidateJson.read(binary)).code());
    }

    @Test
    void hashesDependOnTemplateSpaceAndArchitectureAlone() {
        Set<CandidateHash> hashes = new HashSet<>();
        for (SearchRequest request : Requests.all().subList(0, NetworkTemplates.ALL.size() * SearchSpaces.ALL.size())) {
            for (String matrix : List.of("0003 0000 0000 0000", "0002 0000 0000 0000")) {
                hashes.add(CandidateHash.of(request.template(), request.space(), Architecture.parse(matrix)));
            }
        }
        assertEquals(2 * NetworkTemplates.ALL.size() * SearchSpaces.ALL.size(), hashes.size());
        SearchRequest digits = Requests.digits();
        assertEquals(CandidateJson.hash(new Candidate(digits, Requests.trial(0))),
                CandidateJson.hash(new Candidate(digits.withSeed(9).withBudget(3), Requests.trial(2))));
        assertNotEquals(CandidateJson.hash(new Candidate(digits, Requests.trial(0))), CandidateJson.hash(new Candidate(digits, Requests.trial(1))));
    }

    /** Computed outside this program: Python's json.dumps(sort_keys=True, separators=(",", ":")) and hashlib.sha256. */
    @Test
    void theHashIsTheDocumentedOne() {
        CandidateHash hash = CandidateHash.of(NetworkTemplates.DIGITS.template(), SearchSpaces.SNASNET, Architecture.parse("0302 0030 3003 0000"));
        assertEquals("f14292164729ec91eaf301855e6683eaeb61779300af812377888334a2077c24", hash.text());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "version" : 1         | "version" : 2          | line 3, column 15: this file has version 2 and was made by a newer program
            "version" : 1         | "version" : "1"        | line 3, column 15: 'version' is the text "1"
            hasnas-search-request | hasnas-candidate | line 2, column 14: 'format' is the text "hasnas-candidate"; it must be "hasnas-search-request"
            "budget" :            | "budgte" :             | unknown key 'budgte' in 'search request'; did you mean 'budget'?
            "budget" : 200        | "budget" : 0           | 'budget' is '0'; it must be a whole number from 1
            "budget" : 200        | "budget" : 2.5         | 'budget' is '2.5'; it must be a whole number from 1
            "budget" : 200        | "budget" : 99999999999 | 'budget' is '99999999999'; it must be a whole number from 1
            "budget" : 200        | "budget" : null        | 'budget' is empty; it must be a whole number
            "budget" : 200,       | ``                     | line 1, column 1: key 'budget' is missing in 'search request'
            "budget" : 200        | "budget" : 3, "budget" : 3 | key 'budget' in 'search request' is already given in line
            "hasnas"              | "hasnass"              | it must be one of snasnet-random, hasnas, evolution, nsga2, lightsnn-pruning
            "kernelSize" : 1,     | "kernelSize" : 2,      | a kernel has an odd side, not 2
            "crossbarSize" : 64   | "crossbarSize" : 65    | crossbarSize must be a multiple of 8
            "classes" : 10        | "classes" : true       | 'classes' is 'true'; it must be a whole number
            "tauSteps" : 1.3333333333333333 | "tauSteps" : 0.5 | the membrane time constant is at least 1 time step, not 0.5
            "finalPool" : 2       | "finalPool" : 5        | smaller than its final pool of 5
            "latencySeconds" : 0.4 | "latencySeconds" : -1 | a limit is not negative
            "latencySeconds" : 0.4 | "latencySeconds" : "x" | it must be a number or "unlimited"
            "seed" : 1            | "seed" : 1 x           | this is no JSON
            """)
    void aWrongRequestIsToldWithItsPlace(String from, String to, String message) {
        String json = SearchRequestJson.write(Requests.digits());
        assertTrue(json.contains(from), from);
        String changed = json.replace(from, to == null ? "" : to);
        HasnasException refused = assertThrows(HasnasException.class, () -> SearchRequestJson.read(changed, "r.json"));
        assertEquals(ErrorCode.BAD_DATA, refused.code());
        assertTrue(refused.getMessage().contains(message) && refused.getMessage().startsWith("r.json, line "), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''        | line 1, column 1: the file is empty
            '[1, 2]'  | the key 'format' is missing
            '{"a": 1' | this is no JSON
            '{} {}'   | there is something after the end
            """)
    void textThatIsNoRequestIsRefused(String text, String message) {
        String problem = assertThrows(HasnasException.class, () -> SearchRequestJson.read(text, "r.json")).getMessage();
        assertTrue(problem.contains(message), problem);
    }
}
