package org.hasnas.files.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.testdata.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each mistake in a project file is told with file, line, column, what was found and what is allowed. */
final class ProjectYamlMistakesTest {
    private static final String GOOD = """
            # a project
            hasnas-project: 1
            name: test
            dataset: {format: digits}
            template: digits
            space: snasnet
            hardware:
              model: spikesim-ela
              crossbar-size: 64
              classifier: excluded
            limits:
              memory: 4 M
              area: 100 mm2
              memory-counts: all-parameters
            search:
              algorithm: hasnas
              budget: 200
              batch-size: 32
              seed: 1
            """;

    private static HasnasException refusal(String text) {
        HasnasException refused = assertThrows(HasnasException.class, () -> Samples.YAML.parse(text, "dir/project.yaml", Path.of("dir")));
        assertEquals(ErrorCode.BAD_INPUT, refused.code());
        return refused;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {label-smoothing: 1}  | 11 | the label smoothing of a training is at least 0 and below 1, not 1.0
            {averaging: -0.1}     | 11 | the averaging of a training is at least 0 and below 1, not -0.1
            {keep: first}         | 18 | 'keep' is 'first'; it must be one of best, last
            """)
    void aMistakeInATrainingIsTold(String training, int column, String message) {
        String told = refusal(GOOD + "training: " + training + "\n").getMessage();
        assertTrue(told.startsWith("dir/project.yaml, line 20, column " + column + ": "), told);
        assertTrue(told.contains(message), told);
    }

    @Test
    void theFileWithoutMistakesIsRead() throws HasnasException {
        assertEquals("test", Samples.YAML.parse(GOOD, "x", Path.of("")).name());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            hasnas-project: 1     | hasnas-project: 2     | 2  | 17 | version 2 and was made by a newer program; this one reads up to version 1
            hasnas-project: 1     | hasnas-project: one   | 2  | 17 | 'hasnas-project' is 'one'; it must be a version number
            hasnas-project: 1     | hasnas-project: 0     | 2  | 17 | 'hasnas-project' is '0'; it must be a version number
            hasnas-project: 1     | hasnas: 1             | 2  | 1  | this is no project file: it must have the key 'hasnas-project: 1'
            name: test | nme: test | 3 | 1 | unknown key 'nme' in 'project'; did you mean 'name'? Known keys are hasnas-project, name,
            name: test            | colour: red           | 3  | 1  | unknown key 'colour' in 'project'; known keys are hasnas-project, name,
            name: test            | name: [a]             | 3  | 7  | 'name' is a list; it must be a text
            name: test            | `name:`               | 3  | 6  | 'name' is empty; it must be a text
            name: test            | name: " "             | 3  | 7  | the project's name is empty
            name: test            | # nothing             | 2  | 1  | key 'name' is missing in 'project'
            {format: digits}      | digits                | 4  | 10 | 'dataset' is 'digits'; it must be a mapping with the keys format, path
            {format: digits} | {format: digit} | 4 | 19 | 'format' is 'digit'; it must be one of digits, cifar10, cifar100, tiny-imagenet, idx
            {format: digits}      | {format: idx}         | 4  | 10 | key 'path' is missing in 'dataset'
            {format: digits}      | {format: idx, path: ""} | 4 | 30 | needs a path
            {format: digits}      | {format: digits, subset: 1} | 4 | 35 | 'subset' is '1'; it must be a whole number from 2
            {format: digits}      | {format: digits, subset-seed: 1} | 4 | 10 | key 'subset' is missing in 'dataset'
            {format: digits}      | {format: digits, path: x} | 4 | 33 | the digits come with the program and have no path
            template: digits      | template: digit       | 5  | 11 | did you mean 'digits'?
            template: digits | template: {preset: hasnas-cifar100, final-pool: 5} | 5 | 49 | last map of 4x4, smaller than its final pool of 5
            template: digits | template: {preset: digits, classes: 100} | 5 | 11 | 1x8x8 in 100 classes (channels x height x width), but the data set has 1x8x8 in 10
            template: digits | template: {preset: digits, time-step: 4} | 5 | 28 | unknown key 'time-step' in 'template'; did you mean 'time-steps'?
            template: digits      | template: {preset: digits, time-steps: 0} | 5 | 40 | 'time-steps' is '0'; it must be a whole number from 1 to
            template: digits      | template: {preset: digits, final-pool: 5} | 5 | 40 | last map of 4x4, smaller than its final pool of 5; a final-pool of 1 to 4 fits
            template: digits      | template: {preset: digits, neuron: {tau-steps: 0.5}} | 5 | 48 | at least 1 time step, not 0.5
            template: digits      | template: {preset: digits, stages: []} | 5 | 36 | a template has 1 to 12 stages, not 0
            template: digits      | template: {preset: digits, stages: [{width: 0}]} | 5 | 45 | 'width' is '0'; it must be a whole number from 1
            template: digits      | template: {name: t, classes: 10} | 5 | 11 | key 'input' is missing in 'template'
            template: digits      | template: [digits]    | 5  | 11 | 'template' is a list; it must be a mapping with the keys preset, name,
            space: snasnet | space: sansnet | 6 | 8 | it must be one of snasnet, snasnet-forward, spikenas-bench, hasnas-operations; did you mean
            space: snasnet        | space: {name: s, operations: [{type: skip-connection}, {type: zeroize}]} | 6 | 30 | of which the first is Zeroize
            space: snasnet | space: {name: s, operations: [{type: zero}]} | 6 | 38 | one of zeroize, skip-connection, spiking-convolution
            space: snasnet | space: {name: s, operations: [{type: spiking-convolution, kernel-size: 3, depthwise: true, separable: true}]} \
            | 6 | 103 | depthwise or separable, not both
            space: snasnet        | space: {name: s, operations: [{type: zeroize, kernel-size: 3}]} | 6 | 47 | unknown key 'kernel-size' in 'zeroize'
            model: spikesim-ela   | model: spikesim       | 8  | 10 | it must be one of spikesim-ela
            crossbar-size: 64     | crossbar-size: 63     | 9  | 18 | multiple of 8, not 63
            crossbar-size: 64     | crossbar-size: "64"   | 9  | 18 | 'crossbar-size' is the text "64"; it must be a whole number from 8 to 1024
            crossbar-size: 64     | crossbar-size: 0100   | 9  | 18 | 'crossbar-size' is '0100'
            classifier: excluded  | classifier: yes       | 10 | 15 | it must be one of excluded, included
            memory: 4 M           | memory: -4 M          | 12 | 11 | '-4 M' is negative
            memory: 4 M           | memory: many          | 12 | 11 | 'many' is not a number with a unit; write it like '4e6 or 4 M'
            area: 100 mm2         | area: 100             | 13 | 9  | '100' has no unit; write it like '100 mm2'
            area: 100 mm2         | area: 100 ms          | 13 | 9  | 'ms' is not a unit of area; use one of mm2
            area: 100 mm2         | area: 1e999 mm2       | 13 | 9  | '1e999 mm2' is too large; write 'unlimited' for no limit
            area: 100 mm2         | memory: 3 M           | 13 | 3  | key 'memory' in 'limits' is already given in line 12, column 3
            counts: all-parameters | counts: all          | 14 | 18 | it must be one of all-parameters, convolutions-only
            algorithm: hasnas     | algorithm: randon     | 16 | 14 | it must be one of snasnet-random, hasnas
            budget: 200 | budgte: 200 | 17 | 3 | unknown key 'budgte' in 'search'; did you mean 'budget'? Known keys are algorithm, budget, batch-size
            budget: 200           | budget: 0             | 17 | 11 | 'budget' is '0'; it must be a whole number from 1 to
            budget: 200           | budget: 1.5           | 17 | 11 | 'budget' is '1.5'; it must be a whole number
            budget: 200           | budget: {a: 1}        | 17 | 11 | 'budget' is a mapping; it must be a whole number
            batch-size: 32        | batch-size: 1         | 18 | 15 | it must be a whole number from 2 to 256
            batch-size: 32        | batch_size: 32        | 18 | 3  | did you mean 'batch-size'?
            seed: 1               | seed: 99999999999999999999 | 19 | 9 | 'seed' is '99999999999999999999'; it must be a whole number
            seed: 1               | seed: 1: 2            | 19 | 10 | this is no YAML: mapping values are not allowed here
            seed: 1               | seed: !!java.util.Date 2026-01-01 | 19 | 9 | Global tag is not allowed: tag:yaml.org,2002:java.util.Date
            seed: 1               | seed: !mine 1         | 19 | 9 | the tag '!mine' is not allowed
            seed: 1               | seed: [1              | 20 | 1  | this is no YAML
            """)
    void aMistakeIsToldWithItsPlace(String good, String bad, int line, int column, String message) {
        assertTrue(GOOD.contains(good), good);
        String told = refusal(GOOD.replace(good, bad)).getMessage();
        assertTrue(told.startsWith("dir/project.yaml, line " + line + ", column " + column + ": "), told);
        assertTrue(told.contains(message), told);
    }

    @Test
    void emptyAndStrangeFilesAreTold() {
        assertTrue(refusal("").getMessage().contains("the file is empty"));
        assertTrue(refusal("# only a comment\n").getMessage().contains("the file is empty"));
        assertTrue(refusal("just words").getMessage().contains("this is no project file"));
        assertTrue(refusal(GOOD + "---\nb: 1\n").getMessage().contains("expected a single document"));
        assertTrue(refusal(GOOD + "limits: unlimitd\n").getMessage().contains("already given in line 11"));
        assertTrue(refusal(GOOD.replace("space:", "\u0007space:")).getMessage().contains("special characters are not allowed"));
    }

    @Test
    void aSmallFileCanNotBecomeHuge() {
        String bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n";
        assertTrue(refusal(GOOD + bomb).getMessage().contains("aliases"));
        assertTrue(refusal(GOOD + "a: &a [*a]\n").getMessage().contains("aliases"));
        assertTrue(refusal(GOOD + "x: " + "[".repeat(200) + "]".repeat(200)).getMessage().contains("Nesting Depth"));
        assertTrue(refusal(GOOD + "#" + "x".repeat(2_000_000)).getMessage().contains("at most 1048576 characters"));
    }
}
