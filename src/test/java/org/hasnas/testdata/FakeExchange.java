package org.hasnas.testdata;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hasnas.chip.inference.model.HandOverRequest;
import org.hasnas.chip.model.SpikeSimCostReport;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.nir.model.ImportReport;
import org.hasnas.nir.model.ImportRequest;
import org.hasnas.nir.model.NetworkFormat;
import org.hasnas.nir.model.NetworkSource;
import org.hasnas.nir.model.NeuroBenchMetrics;
import org.hasnas.search.model.Project;
import org.hasnas.training.model.TrainingSummary;
import org.hasnas.workbench.exchange.Exchange;
import org.hasnas.workbench.exchange.WrittenFile;

/** Exchange of networks that a test makes up. */
public final class FakeExchange implements Exchange {
    /** What there is to say about files, by their names; others are damaged. */
    public final Map<String, SpikeSimCostReport> costs = new TreeMap<>();
    /** What was asked about files. */
    public final List<ImportRequest> requests = new ArrayList<>();
    /** What was written: source, format, file, and whether it may be replaced. */
    public final List<List<Object>> exports = new ArrayList<>();
    /** How exports end. */
    public JobHandle<Progress, List<String>> answer = FakeJob.done(List.of());
    private final List<Path> kept = new ArrayList<>();

    @Override
    public JobHandle<Progress, ImportReport> report(ImportRequest request) {
        requests.add(request);
        String name = String.valueOf(request.file().getFileName());
        SpikeSimCostReport cost = costs.get(name);
        return cost == null ? FakeJob.failed(new HasnasException(ErrorCode.BAD_DATA, name + " is damaged"))
                : FakeJob.done(new ImportReport(name, "hash of " + name, Optional.of("1.0"), Map.of(), 1e-4, "that of the file", 5, List.of(),
                        List.of(), List.of(), List.of(), Optional.of(cost), Optional.empty(), "random input", Optional.empty()));
    }

    @Override
    public Path keep(Project project, Path file) {
        kept.add(file);
        return file;
    }

    @Override
    public List<Path> kept(Project project) {
        return List.copyOf(kept);
    }

    @Override
    public JobHandle<Progress, List<String>> export(Project project, NetworkSource source, NetworkFormat format, Path file, boolean replace) {
        exports.add(List.of(source, format, file, replace));
        return answer;
    }

    @Override
    public JobHandle<Progress, List<WrittenFile>> preview(Project project, SequencedMap<String, NetworkSource> sources, NetworkFormat format) {
        return FakeJob.done(sources.keySet().stream().map(name -> new WrittenFile(name + "." + format.ending(), 7, List.of("one line"))).toList());
    }

    @Override
    public List<Path> existing(NetworkFormat format, Path file) {
        return Stream.of(file).filter(Files::exists).toList();
    }

    @Override
    public JobHandle<Progress, List<String>> handOver(Project project, NetworkSource source, HandOverRequest request, Path file, boolean replace) {
        throw Unexpected.call("this");
    }

    @Override
    public JobHandle<Progress, NeuroBenchMetrics> neuroBench(Project project, NetworkSource source, int images) {
        throw Unexpected.call("this");
    }

    @Override
    public JobHandle<Progress, TrainingSummary> importWeights(Project project, Path file, int threads) {
        throw Unexpected.call("this");
    }
}
