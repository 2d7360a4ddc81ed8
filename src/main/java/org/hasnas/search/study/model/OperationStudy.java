package org.hasnas.search.study.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The report of a study of operations.
 *
 * @param effects one per operation but Zeroize, in the order of the digits
 * @param table name of the table of trained networks; empty for none
 * @param scored different networks that were scored
 * @param failures candidates that could not be evaluated, with the reason
 */
public record OperationStudy(OperationStudyRequest request, List<OperationEffect> effects, String table, int scored, List<String> failures) {
    /** How the recommended set is made. */
    public static final String RULE = "An operation is kept if leaving it out lowers the fitness (the whole 95 % interval below 0) and dropped if"
            + " leaving it out raises it; if the interval holds 0, it is dropped where leaving it out saves some cost for sure and raises none,"
            + " else kept."
            + " Zeroize always stays; if no convolution is left, the one whose loss costs most fitness is kept. With a table of trained networks,"
            + " accuracy stands in for fitness.";

    /** What a pair of candidates is. */
    public static final String PAIRING = "A pair is a random connected candidate (SNASNet's generator) that uses the operation, and the same"
            + " candidate in"
            + " which every edge with the operation takes another one at random, Zeroize included; edges that become dead are cleared and"
            + " unconnected cells are drawn anew.";

    public OperationStudy {
        effects = List.copyOf(effects);
        failures = List.copyOf(failures);
    }

    /** Names of the operations to keep, Zeroize first. */
    public List<String> recommended() {
        List<String> names = new ArrayList<>();
        names.add(request.search().space().operations().getFirst().label());
        effects.stream().filter(OperationEffect::kept).map(OperationEffect::operation).forEach(names::add);
        return List.copyOf(names);
    }
}
