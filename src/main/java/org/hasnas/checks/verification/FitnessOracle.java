package org.hasnas.checks.verification;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hasnas.checks.model.VerificationResult;
import org.hasnas.error.ErrorCode;
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
            List<CaseFields> cases = CaseFields.read(file).objects("cases");
            if (cases.isEmpty()) {
                throw OracleFiles.problem(file, "", "'cases' is empty, there is nothing to verify");
            }
            for (CaseFields fields : cases) {
                job.checkpoint();
                results.addAll(verify(fields, job));
            }
        }
        return List.copyOf(results);
    }

    private static List<VerificationResult> verify(CaseFields fields, JobContext job) throws HasnasException {
        String name = fields.text("name");
        int images = fields.integer("B", 1);
        CaseFields reference = fields.object("float64");
        double[][] kernelReference = reference.matrix("K", images);
        List<CaseFields> calls = fields.objects("calls");
        if (calls.isEmpty() || calls.size() != fields.integer("num_actfun", 1)) {
            throw new HasnasException(ErrorCode.BAD_DATA, fields.file() + ": case '" + name + "' must have as many calls as num_actfun says, has "
                    + calls.size());
        }
        HammingKernel kernel = new HammingKernel(images);
        for (int call = 0; call < calls.size(); call++) {
            CaseFields given = calls.get(call);
            int neurons = given.integer("neurons", 1);
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
        boolean infinite = !reference.has("logabsdet") || reference.node().path("isinf").asBoolean(false);
        double logDeterminant = infinite ? Double.NEGATIVE_INFINITY : reference.number("logabsdet");
        return KernelCheck.compare(name, kernel, kernelReference, logDeterminant, condition(fields, reference));
    }

    private static double condition(CaseFields fields, CaseFields reference) throws HasnasException {
        if (reference.has("cond")) {
            return reference.number("cond");
        }
        return fields.has("float32_reference") && fields.object("float32_reference").has("cond")
                ? fields.object("float32_reference").number("cond") : 0;
    }

    private static long[][] unpack(CaseFields call, int images, int neurons) throws HasnasException {
        List<String> rows = call.texts("spikes_hex_rows");
        if (rows.size() != images) {
            throw call.bad("spikes_hex_rows", images + " rows, one per image", call.array("spikes_hex_rows"));
        }
        SpikeLayout layout = new SpikeLayout(1, neurons);
        long[][] spikes = new long[images][layout.words()];
        int digits = 2 * ((neurons + 7) / 8);
        for (int image = 0; image < images; image++) {
            String row = rows.get(image);
            if (row.length() != digits || !row.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
                throw call.bad("spikes_hex_rows[" + image + "]", digits + " hexadecimal digits for " + neurons + " neurons",
                        call.array("spikes_hex_rows").get(image));
            }
            for (int neuron = 0; neuron < digits * 4; neuron++) {
                boolean fired = (Character.digit(row.charAt(neuron / 4), 16) >> (3 - neuron % 4) & 1) != 0;
                if (fired && neuron >= neurons) {
                    throw call.bad("spikes_hex_rows[" + image + "]", "padded with zeros behind neuron " + (neurons - 1),
                            call.array("spikes_hex_rows").get(image));
                }
                if (fired) {
                    layout.fire(spikes[image], 0, neuron);
                }
            }
        }
        return spikes;
    }

    private static void requireOnes(CaseFields call, long[][] spikes) throws HasnasException {
        if (call.has("ones") && call.number("ones") != count(spikes)) {
            throw call.bad("ones", count(spikes) + " as the rows have", call.node().path("ones"));
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
