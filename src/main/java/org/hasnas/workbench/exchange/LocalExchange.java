package org.hasnas.workbench.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hasnas.chip.cost.SpikeSimElaModel;
import org.hasnas.document.AtomicFile;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.nir.ChipReport;
import org.hasnas.nir.model.ImportReport;
import org.hasnas.nir.model.ImportRequest;
import org.hasnas.search.model.Project;
import org.hasnas.workbench.jobs.Jobs;

/** Exchange of networks in this process. */
public final class LocalExchange implements Exchange {
    /** Folder of a project in which imported networks lie. */
    private static final String FOLDER = "imported";

    private final SpikeSimElaModel spikeSim;
    private final Jobs jobs;

    public LocalExchange(SpikeSimElaModel spikeSim, Jobs jobs) {
        this.spikeSim = spikeSim;
        this.jobs = jobs;
    }

    @Override
    public JobHandle<Progress, ImportReport> report(ImportRequest request) {
        return jobs.start("Import of a network", job -> new ChipReport(request, spikeSim, job).report());
    }

    @Override
    public Path keep(Project project, Path file) throws HasnasException {
        Path target = project.folder().resolve(FOLDER).resolve(file.getFileName());
        try {
            if (Files.exists(target)) {
                if (Files.mismatch(file, target) < 0) {
                    return target;
                }
                throw new HasnasException(ErrorCode.BAD_INPUT, target + " is there already and holds another network; rename " + file
                        + " or delete that file.");
            }
            AtomicFile.write(target, ByteBuffer.wrap(Files.readAllBytes(file)));
            return target;
        } catch (IOException failed) {
            throw new HasnasException(ErrorCode.IO, file + " can't be copied to " + target + ": " + failed.getMessage(), failed);
        }
    }

    @Override
    public List<Path> kept(Project project) throws HasnasException {
        Path folder = project.folder().resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".nir") && Files.isRegularFile(file)).sorted().toList();
        } catch (IOException failed) {
            throw new HasnasException(ErrorCode.IO, folder + " can't be listed: " + failed.getMessage(), failed);
        }
    }
}
