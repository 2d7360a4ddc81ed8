package org.hasnas.search.accuracy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hasnas.chip.cost.ChipCost;
import org.hasnas.network.Architecture;
import org.hasnas.network.CanonicalForm;
import org.hasnas.network.Network;
import org.hasnas.score.spikenas.BenchmarkRow;
import org.hasnas.score.spikenas.BenchmarkTable;
import org.hasnas.search.model.CandidateAccuracies;
import org.hasnas.search.model.KnownTable;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.training.model.Accuracy;

/** What a table of trained networks knows about the candidates of a search: accuracies, and the best network that meets the limits. */
final class BenchmarkAccuracies {
    private final SearchRequest request;
    private final BenchmarkTable table;
    /** The first row of each network, by its canonical form. */
    private final Map<Architecture, BenchmarkRow> byForm;
    private final int feasible;
    private final Optional<BenchmarkRow> best;

    private BenchmarkAccuracies(SearchRequest request, BenchmarkTable table, Map<Architecture, BenchmarkRow> byForm, int feasible,
            Optional<BenchmarkRow> best) {
        this.request = request;
        this.table = table;
        this.byForm = byForm;
        this.feasible = feasible;
        this.best = best;
    }

    static BenchmarkAccuracies of(BenchmarkTable table, SearchRequest request, ChipCost chip) {
        int feasible = 0;
        Map<Architecture, BenchmarkRow> byForm = new HashMap<>();
        Optional<BenchmarkRow> best = Optional.empty();
        for (BenchmarkRow row : table.rows()) {
            byForm.putIfAbsent(CanonicalForm.of(request.template(), request.space(), row.architecture()), row);
            if (request.limits().isMetBy(chip.total(Network.of(request.template(), request.space(), row.architecture())))) {
                feasible++;
                if (best.isEmpty() || row.testAccuracyFraction() > best.get().testAccuracyFraction()) {
                    best = Optional.of(row);
                }
            }
        }
        return new BenchmarkAccuracies(request, table, byForm, feasible, best);
    }

    KnownTable summary() {
        return new KnownTable(table.name(), table.rows().size(), feasible, best.map(BenchmarkRow::architecture));
    }

    /** The accuracy of a candidate: of its own row, else of the first that is the same network in another writing; empty if there is none. */
    Optional<Accuracy> of(Architecture architecture) {
        Optional<Accuracy> own = table.row(architecture).map(table::accuracy);
        return own.isPresent() ? own : Optional.ofNullable(byForm.get(CanonicalForm.of(request.template(), request.space(), architecture)))
                .map(row -> table.accuracy(row, "the same network written as " + row.architecture()));
    }

    /** How much accuracy a pick loses against the best network within the limits: see {@link CandidateAccuracies#regretFraction}. */
    OptionalDouble regretFraction(Architecture pick) {
        Optional<Accuracy> known = of(pick);
        return known.isPresent() && best.isPresent() ? OptionalDouble.of(best.get().testAccuracyFraction() - known.get().fraction())
                : OptionalDouble.empty();
    }
}
