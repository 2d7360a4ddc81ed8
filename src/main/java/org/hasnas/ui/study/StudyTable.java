package org.hasnas.ui.study;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hasnas.search.study.model.Interval;

/**
 * A study as it is shown.
 *
 * @param columns titles
 * @param wordColumns indices of columns that hold words, not numbers
 * @param rows one list of cells per operation or template
 * @param names what the bars of the charts stand for
 * @param charts one interval per name, by title of the chart
 * @param summary what follows from it
 * @param source how it was measured and how far to trust it
 */
public record StudyTable(List<String> columns, Set<Integer> wordColumns, List<List<String>> rows, List<String> names,
        Map<String, List<Interval>> charts, String summary, String source) {
    public StudyTable {
        columns = List.copyOf(columns);
        wordColumns = Set.copyOf(wordColumns);
        rows = rows.stream().map(List::copyOf).toList();
        names = List.copyOf(names);
    }
}
