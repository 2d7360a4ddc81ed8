package org.hasnas.files.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.study.model.OperationStudyRequest;
import org.hasnas.search.study.model.TemplateStudyRequest;
import org.hasnas.testdata.SampleStudies;
import org.junit.jupiter.api.Test;

final class StudyCsvTest {
    private static final SearchRequest SEARCH = new SearchRequest(DatasetReference.EMBEDDED_DIGITS, NetworkTemplates.DIGITS.template(),
            NetworkTemplates.DIGITS.space(), SpikeSimSettings.DEFAULT, ConstraintSet.PUBLISHED, SearchAlgorithmId.HASNAS, 1,
            new FitnessSettings(16, 2), 1);

    private static List<CSVRecord> parse(String text) throws Exception {
        return CSVFormat.DEFAULT.builder().setCommentMarker('#').setHeader().setSkipHeaderRecord(true).get().parse(new StringReader(text))
                .getRecords();
    }

    @Test
    void operationsHaveOneRowEachWithIntervalsInTheUnitsOfTheHeader() throws Exception {
        String text = StudyCsv.write(SampleStudies.operations(new OperationStudyRequest(SEARCH, 20), "table.csv"));
        assertTrue(text.startsWith("# operations of space snasnet"), text);
        assertTrue(text.contains("# benchmark accuracies: table.csv"), text);
        List<CSVRecord> rows = parse(text);
        assertEquals(4, rows.size());
        CSVRecord first = rows.getFirst();
        assertEquals("SkipCon", first.get("operation"));
        assertEquals("-1.5", first.get("fitness_change"));
        assertEquals("-2.1", first.get("fitness_change_low"));
        assertEquals(-0.1, Double.parseDouble(first.get("area_mm2_change")), 1e-12);
        assertEquals(-0.0015, Double.parseDouble(first.get("benchmark_accuracy_change")), 1e-12);
        assertEquals("", first.get("fitness_per_area_mm2"));
    }

    @Test
    void templatesHaveOneRowEach() throws Exception {
        List<CSVRecord> rows = parse(StudyCsv.write(SampleStudies.templates(new TemplateStudyRequest(SEARCH, 20))));
        assertEquals("as it is", rows.getFirst().get("part"));
        assertEquals(50, Double.parseDouble(rows.getFirst().get("area_mm2")), 1e-9);
        assertEquals("0.5", rows.getFirst().get("area_left"));
        assertEquals(10, rows.size());
    }
}
