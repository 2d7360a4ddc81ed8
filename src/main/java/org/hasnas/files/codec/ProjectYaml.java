package org.hasnas.files.codec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.document.AtomicFile;
import org.hasnas.document.InputFile;
import org.hasnas.document.Source;
import org.hasnas.document.Value;
import org.hasnas.document.YamlText;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.search.model.Project;

/**
 * Projects as YAML for people.
 *
 * <pre>{@code
 * hasnas-project: 1
 * name: Digits quick start
 * description: ...
 * dataset: {format: digits}
 * template: digits
 * space: snasnet
 * hardware: {model: spikesim-ela, crossbar-size: 64, pes-per-tile: 8, device: rram, classifier: excluded}
 * limits: {memory: 4 M, area: 100 mm2, latency: 400 ms, energy: 120 uJ, memory-counts: all-parameters}
 * search: {algorithm: hasnas, budget: 200, batch-size: 32, batches: 2, seed: 1}
 * training: {epochs: 20, batch-size: 32, learning-rate: 0.3, optimizer: sgd, seed: 1}
 * }</pre>
 *
 * <p>{@code hasnas-project}, {@code name}, {@code dataset} and {@code template} must be there. The rest has defaults:
 * {@code description} is empty; {@code space} is the one the template's preset is published with (needed where the template has no
 * preset); {@code hardware} is that of the public tool, each key by itself; {@code limits} are the published ones, with the physical
 * model none, each key by itself ({@code unlimited} for one or for all lifts them); {@code search} is hasnas, 200 trials, batches of 32,
 * 2 batches, {@code precision: int8} (the other one is float32), seed 1.
 *
 * <p>{@code dataset} has {@code format} (digits, cifar10, cifar100, tiny-imagenet, idx, folders, event-digits, n-mnist, dvs-gesture, cifar10-dvs,
 * shd, ssc, prophesee) and, but for digits and event-digits, {@code path}: absolute or relative to the project folder; those of events may have {@code bins} (8),
 * {@code binning} (time, count), {@code pool} (1, 2, 4), {@code orientation} (spikingjelly, jaer, upright, raw) and {@code split-seed} (1); {@code subset: 6000} uses so many of the training images, drawn with {@code subset-seed} (1). {@code template} and {@code space} are names, or mappings that spell everything out;
 * {@code template: {preset: NAME, time-steps: 4}} changes a preset, whose name gets {@code -custom} at its end unless {@code name} is
 * given.
 *
 * <p>{@code hardware: {model: physical, profile: NAME, catalog: NAME, spike-rate: 0.1}} takes the physical model: {@code profile} is one of the
 * program's or a file, {@code catalog} (an id or a file) replaces the catalogue that the profile names, files being relative to the project
 * folder. {@code spike-rate} is a number, {@code {common: 0.1, layers: {stem: 0.5}}}, or {@code measured} (the default), for which
 * {@code spike-rate-at-least} (0) is the rate with which limits are checked before the simulation.
 *
 * <p>{@code training} has the settings of trainings, each with a default that suits the data set: {@code epochs}, {@code batch-size},
 * {@code learning-rate}, {@code optimizer} (sgd, adam, adamw), {@code momentum}, {@code weight-decay}, {@code surrogate} (arctan, triangle),
 * {@code augment} (none, usual, crop-and-flip, turn-and-scale, move; true is usual, false none),
 * {@code label-smoothing}, {@code averaging}, {@code keep} (best or last), {@code validation-fraction}, {@code seed},
 * {@code weight-bits}, and the parts of {@link org.hasnas.training.model.TrainingRecipe}.
 *
 * <p>{@code benchmark: {spikenas-bench: FILE}} names the user's table of SpikeNAS-Bench, for projects of its template and space.
 *
 * <p>Writing changes single values of an existing file in its place, so that its comments and layout stay, whenever that gives the
 * wanted content (the usual case: other limits, another budget). Otherwise the file is laid out anew and its comments are lost;
 * therefore it is written only when the user saves.
 */
public final class ProjectYaml {

    private final DatasetShapes shapes;

    public ProjectYaml(DatasetShapes shapes) {
        this.shapes = shapes;
    }

    /**
     * Reads a project file.
     *
     * @throws HasnasException {@link ErrorCode#BAD_INPUT} with file, line and column of the first mistake
     */
    public Project read(Path file) throws HasnasException {
        return parse(text(file), file.toString(), file.toAbsolutePath().resolveSibling(""));
    }

    /** Reads a project file that is to get another data set: it has one that isn't there instead of its own. */
    public Project readWithoutDataset(Path file) throws HasnasException {
        Value content = YamlText.parse(new Source(file.toString(), Source.Kind.YAML), "project", text(file));
        return ProjectReader.read(content, file.toAbsolutePath().resolveSibling(""), (_, _) -> Optional.empty(),
                Optional.of(new DatasetReference(DatasetReference.Format.IDX, "data")));
    }

    private static String text(Path file) throws HasnasException {
        return InputFile.text(file, InputFile.Kind.PROJECT, "There is no file " + file + "; a project is a folder with a project.yaml.");
    }

    /**
     * @param origin file or place of the text, for messages
     * @param folder the project's folder
     */
    public Project parse(String text, String origin, Path folder) throws HasnasException {
        return ProjectReader.read(YamlText.parse(new Source(origin, Source.Kind.YAML), "project", text), folder, shapes, Optional.empty());
    }

    /** The file's text in the layout of a new file. */
    public String format(Project project) {
        return new ProjectWriter(shapes).text(project);
    }

    /** Writes the file anew or not at all; see the class comment about comments in the file. */
    public void write(Project project) throws HasnasException {
        Path file = project.file();
        String text =
                Files.isRegularFile(file) ? new ProjectEdit(this).edited(text(file), project).orElseGet(() -> format(project)) : format(project);
        AtomicFile.write(file, text);
    }
}
