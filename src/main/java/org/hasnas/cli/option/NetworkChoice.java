package org.hasnas.cli.option;

import java.util.List;
import org.hasnas.cli.console.Session;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplates.Preset;
import org.hasnas.network.SearchSpace;
import org.hasnas.search.model.SearchRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that name one network: {@code --preset} and {@code --matrix}. */
public final class NetworkChoice {
    @Option(names = "--preset", paramLabel = "P",
            description = "Template around the cells: digits, fashion-mnist, hasnas-cifar10, hasnas-cifar100, snasnet-cifar10, snasnet-cifar100,"
                    + " snasnet-tinyimagenet, spikenas-bench-cifar10, spikenas-bench-cifar100, spikenas-bench-tinyimagenet.")
    private @Nullable Preset preset;

    @Option(names = "--matrix", paramLabel = "M", arity = "1..*",
            description = "Connection matrix such as '0303 0030 2002 0200'; one for all cells, or one per cell parted by '|'.")
    private List<String> matrix = List.of();

    @Option(names = "--time-steps", paramLabel = "T", description = "Simulated time steps; default: the preset's.")
    private @Nullable Integer timeSteps;

    public boolean isEmpty() {
        return preset == null && matrix.isEmpty();
    }

    /** The time steps asked for, else {@code otherwise}. */
    public int timeStepsOr(int otherwise) throws HasnasException {
        Integer wanted = timeSteps;
        if (wanted != null && wanted < 1) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--time-steps must be at least 1, was " + wanted);
        }
        return wanted == null ? otherwise : wanted;
    }

    /** The network that was named; an error that says what is missing or wrong. */
    public Network network() throws HasnasException {
        return network(named().template());
    }

    /** The network that was named, fitted to the images that were. */
    public Network network(DatasetOptions images, Session session) throws HasnasException {
        return network(images.fitted(named().template(), session));
    }

    /** The network that {@code --matrix} is in the template and space of a request. */
    public Network network(SearchRequest request) throws HasnasException {
        return network(request.template(), request.space());
    }

    private Preset named() throws HasnasException {
        Preset chosen = preset;
        if (chosen == null) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--preset is missing; write for example --preset snasnet-cifar10");
        }
        if (matrix.isEmpty()) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--matrix is missing; write for example --matrix '0303 0030 2002 0200'");
        }
        return chosen;
    }

    private Network network(NetworkTemplate template) throws HasnasException {
        return network(template.withTimeSteps(timeStepsOr(template.timeSteps())), named().space());
    }

    private Network network(NetworkTemplate template, SearchSpace space) throws HasnasException {
        try {
            return Network.of(template, space, Architecture.parse(String.join(" ", matrix)));
        } catch (IllegalArgumentException e) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--matrix: " + e.getMessage(), e);
        }
    }
}
