package org.hasnas.cli.option;

import java.util.Optional;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetReference.Subset;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.search.model.Project;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that choose some of the training images: {@code --subset} and {@code --subset-seed}. */
public final class SubsetOptions {
    @Option(names = "--subset", paramLabel = "N",
            description = "Use N of the training images, drawn with --subset-seed; default: all, or what the project says.")
    private @Nullable Integer images;

    @Option(names = "--subset-seed", paramLabel = "S", description = "Seed of the draw of --subset; default: 1.")
    private @Nullable Long seed;

    public boolean isGiven() {
        return images != null || seed != null;
    }

    /** A data set with the wanted subset, if one was named. */
    public DatasetReference of(DatasetReference dataset) throws HasnasException {
        Integer count = images;
        Long wanted = seed;
        if (count == null && wanted != null) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--subset-seed needs --subset N");
        }
        try {
            return count == null ? dataset : dataset.withSubset(Optional.of(new Subset(count, wanted == null ? 1 : wanted)));
        } catch (IllegalArgumentException e) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--subset: " + e.getMessage(), e);
        }
    }

    /** A project with the wanted subset. */
    public Project of(Project project) throws HasnasException {
        return project.withSearch(project.search().withDataset(of(project.search().dataset())));
    }
}
