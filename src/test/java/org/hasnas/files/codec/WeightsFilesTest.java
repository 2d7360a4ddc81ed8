package org.hasnas.files.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.SearchSpaces;
import org.hasnas.network.plan.LifGroup;
import org.hasnas.simulation.weights.WeightArrays;
import org.hasnas.simulation.weights.WeightInitialization;
import org.hasnas.simulation.weights.Weights;
import org.hasnas.testdata.LearntNeurons;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WeightsFilesTest {
    @TempDir
    Path folder;

    private Path file = Path.of("");
    private WeightsFile content = new WeightsFile(WeightsFile.Kind.WEIGHTS, NetworkTemplates.DIGITS.template(), SearchSpaces.SNASNET,
            Architecture.parse("0302 0030 3003 0000"), new DatasetReference(DatasetReference.Format.DIGITS, ""), Map.of(), Map.of());

    @BeforeEach
    void write() throws HasnasException {
        Weights drawn = LearntNeurons.normed(content.network(), LearntNeurons.in(content.network(),
                WeightInitialization.draw(content.network(), 7, JobContext.NONE)));
        content = new WeightsFile(content.kind(), content.template(), content.space(), content.architecture(), content.dataset(),
                Map.of("trained", "0 epochs"), WeightArrays.of(drawn));
        file = folder.resolve("net" + WeightsFiles.ENDING);
        WeightsFiles.write(file, content);
    }

    @Test
    void whatIsReadEqualsWhatWasWritten() throws HasnasException {
        WeightsFile read = WeightsFiles.read(file);
        assertEquals(content.hash(), read.hash());
        assertEquals(content.notes(), read.notes());
        assertEquals(content.dataset(), read.dataset());
        assertEquals(content.arrays().keySet(), read.arrays().keySet());
        content.arrays().forEach((name, rows) -> assertTrue(Arrays.deepEquals(rows, read.arrays().get(name)), name));
        Weights weights = WeightArrays.read(read.network(), read.arrays());
        assertArrayEquals(content.arrays().get("hidden.weights"), weights.rows().get("hidden"));
        assertEquals(LearntNeurons.of(read.network()), weights.neurons());
        List<LifGroup> written = WeightArrays.read(content.network(), content.arrays()).plan(content.network()).lifGroups();
        assertEquals(written, weights.plan(read.network()).lifGroups());
        assertTrue(written.stream().anyMatch(group -> group.parameters().vThresholds().size() > 1), "channels have thresholds of their own");
    }

    @Test
    void aFileCutOffIsToldSo() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int length : new int[] {10, 100, bytes.length / 2, bytes.length - 1}) {
            Files.write(file, Arrays.copyOf(bytes, length));
            String message = refused();
            assertTrue(message.contains(length < 16 ? "is no file of trained weights" : "incomplete"), message);
        }
    }

    @Test
    void oneChangedByteIsFound() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int at : new int[] {200, bytes.length / 2, bytes.length - 5}) {
            byte[] changed = bytes.clone();
            changed[at] ^= 1;
            Files.write(file, changed);
            assertTrue(refused().contains("changed or damaged"));
        }
    }

    @Test
    void otherAndNewerFilesAreToldSo() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[8] = 2;
        Files.write(file, bytes);
        assertTrue(refused().contains("made by a newer program"));
        Files.writeString(file, "a text of somebody else's, long enough for a beginning");
        assertTrue(refused().contains("is no file of trained weights"));
    }

    private String refused() {
        HasnasException refused = assertThrows(HasnasException.class, () -> WeightsFiles.read(file));
        assertEquals(ErrorCode.BAD_DATA, refused.code());
        return String.valueOf(refused.getMessage());
    }
}
