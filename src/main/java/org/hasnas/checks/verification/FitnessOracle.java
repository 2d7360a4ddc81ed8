package org.hasnas.checks.verification;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hasnas.checks.model.VerificationResult;
import org.hasnas.document.Fields;
import org.hasnas.document.Value;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.score.fitness.HammingKernel;
import org.hasnas.simulation.kernel.layout.SpikeLayout;

/**
 * Recomputes SAHD kernels and log-determinants of given spikes. File: {@code cases[]} with {@code name}, {@code B}, {@code calls[]} of
 * {@code neurons}, {@code ones} and {@code spikes_hex_rows} (most significant bit first), or a {@code generator} that says how to draw
 * the spikes, and {@code float64.K}, {@code float64.logabsdet}. Where the kernel is singular only K is compared.
 */
public final class FitnessOracle {
    /** Recomputes all cases of a file, or of all {@code *.json} files of a folder. */
    public List<VerificationResult> verify(Path path, JobContext job) throws HasnasException {
        List<VerificationResult> results = new ArrayList<>();
        for (Path file : OracleFiles.jsonFiles(path)) {
            Value list = OracleFiles.read(file).anyFields().value("cases");
            List<OracleFiles.Case> cases = OracleFiles.cases(list, "case");
            if (cases.isEmpty()) {
                throw list.problem("'cases' is empty, there is nothing to verify");
            }
            for (OracleFiles.Case given : cases) {
                job.checkpoint();
                results.addAll(verify(given.fields(), job));
            }
        }
        return List.copyOf(results);
    }

    private static List<VerificationResult> verify(Fields fields, JobContext job) throws HasnasException {
        String name = fields.text("name");
        int images = OracleFiles.size(fields, "B");
        Fields reference = fields.anyFields("float64");
        double[][] kernelReference = OracleFiles.matrix(reference, "K", images);
        List<Value> calls = fields.items("calls");
        if (calls.isEmpty() || calls.size() != OracleFiles.size(fields, "num_actfun")) {
            throw fields.problem("calls", "there must be as many calls as num_actfun says, there are " + calls.size());
        }
        HammingKernel kernel = new HammingKernel(images);
        for (int call = 0; call < calls.size(); call++) {
            Fields given = calls.get(call).anyFields();
            int neurons = OracleFiles.size(given, "neurons");
            long[][] spikes;
            if (given.has("spikes_hex_rows")) {
                spikes = unpack(given, images, neurons);
                requireOnes(given, spikes);
            } else if (fields.has("generator")) {
                Optional<SpikeGenerator> generator = SpikeGenerator.parse(fields.text("generator"), calls.size());
                if (generator.isEmpty()) {
                    return List.of(VerificationResult.notCheckable(name, "kernel", KernelCheck.TOLERANCE, "the generator's text is not understood"));
                }
                spikes = generator.get().spikes(call, images, neurons);
                if (given.has("ones") && count(spikes) != given.number("ones")) {
                    return List.of(VerificationResult.notCheckable(name, "kernel", KernelCheck.TOLERANCE, "the generator gives " + count(spikes)
                            + " ones in call " + call + ", the file says " + given.number("ones")));
                }
            } else {
                return List.of(VerificationResult.notCheckable(name, "kernel", KernelCheck.TOLERANCE, "call " + call
                        + " has neither spikes_hex_rows nor a generator"));
            }
            kernel.add(spikes, neurons, 1, job);
        }
        boolean infinite = !reference.has("logabsdet") || (reference.has("isinf") && reference.value("isinf").is("true"));
        double logDeterminant = infinite ? Double.NEGATIVE_INFINITY : reference.number("logabsdet");
        return KernelCheck.compare(name, kernel, kernelReference, logDeterminant, condition(fields, reference));
    }

    private static double condition(Fields fields, Fields reference) throws HasnasException {
        if (reference.has("cond")) {
            return reference.number("cond");
        }
        return fields.has("float32_reference") && fields.anyFields("float32_reference").has("cond")
                ? fields.anyFields("float32_reference").number("cond") : 0;
    }

    private static long[][] unpack(Fields call, int images, int neurons) throws HasnasException {
        List<Value> rows = call.value("spikes_hex_rows").items(images, "image");
        SpikeLayout layout = new SpikeLayout(1, neurons);
        long[][] spikes = new long[images][layout.words()];
        int digits = 2 * ((neurons + 7) / 8);
        for (int image = 0; image < images; image++) {
            String row = rows.get(image).text();
            if (row.length() != digits || !row.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
                throw rows.get(image).wrong(digits + " hexadecimal digits for " + neurons + " neurons");
            }
            for (int neuron = 0; neuron < digits * 4; neuron++) {
                boolean fired = (Character.digit(row.charAt(neuron / 4), 16) >> (3 - neuron % 4) & 1) != 0;
                if (fired && neuron >= neurons) {
                    throw rows.get(image).wrong("padded with zeros behind neuron " + (neurons - 1));
                }
                if (fired) {
                    layout.fire(spikes[image], 0, neuron);
                }
            }
        }
        return spikes;
    }

    private static void requireOnes(Fields call, long[][] spikes) throws HasnasException {
        if (call.has("ones") && call.number("ones") != count(spikes)) {
            throw call.value("ones").wrong(count(spikes) + " as the rows have");
        }
    }

    private static long count(long[][] spikes) {
        long ones = 0;
        for (long[] image : spikes) {
            ones += SpikeLayout.count(image);
        }
        return ones;
    }
}
