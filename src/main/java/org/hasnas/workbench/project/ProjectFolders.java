package org.hasnas.workbench.project;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.document.InputFile;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.DatasetShapes;
import org.hasnas.files.codec.ProjectYaml;
import org.hasnas.files.store.StorePlace;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.NetworkTemplates.Preset;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.score.model.ScoreId;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;

/** Reads, writes and makes project folders. */
public final class ProjectFolders implements Projects {
    private final ProjectYaml yaml;

    /** @param shapes of the images that presets are fitted to */
    public ProjectFolders(DatasetShapes shapes) {
        this.yaml = new ProjectYaml(shapes);
    }

    @Override
    public Project open(Path folderOrFile) throws HasnasException {
        return yaml.read(file(folderOrFile));
    }

    @Override
    public Project openForImport(Path folderOrFile) throws HasnasException {
        Path file = file(folderOrFile);
        try {
            return yaml.read(file);
        } catch (HasnasException wrong) {
            try {
                return yaml.readWithoutDataset(file);
            } catch (HasnasException otherFault) {
                throw wrong;
            }
        }
    }

    private static Path file(Path folderOrFile) throws HasnasException {
        Path given = folderOrFile.toAbsolutePath().normalize();
        Path folder = given.endsWith(Project.FILE_NAME) ? given.resolveSibling("") : given;
        Path file = folder.resolve(Project.FILE_NAME);
        try {
            if (Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
                return file;
            }
        } catch (AccessDeniedException hidden) {
            throw new HasnasException(ErrorCode.IO, "There is no right to look into " + folder + ". Ask its owner for it, or for a copy.", hidden);
        } catch (IOException absent) {
            // Told below.
        }
        throw new HasnasException(ErrorCode.NOT_FOUND, "There is no project in " + folder + ": it has no " + Project.FILE_NAME
                + ". Name a project folder, for example sample-projects/digits-quickstart.");
    }

    @Override
    public void save(Project project) throws HasnasException {
        try {
            Files.createDirectories(project.folder());
        } catch (IOException failure) {
            throw new HasnasException(ErrorCode.IO, "The folder " + project.folder() + " can't be made: " + InputFile.reason(failure)
                    + ". Choose another place.", failure);
        }
        yaml.write(project);
    }

    @Override
    public Project create(Path folder, String presetName) throws HasnasException {
        Preset preset = NetworkTemplates.byName(presetName).orElseThrow(() -> new HasnasException(ErrorCode.BAD_INPUT, "There is no preset '"
                + presetName + "'; choose one of " + NetworkTemplates.ALL.stream().map(Preset::name).collect(Collectors.joining(", ")) + "."));
        Path absolute = folder.toAbsolutePath().normalize();
        requireUnused(absolute);
        Path last = absolute.getFileName();
        String name = last == null ? preset.name() : last.toString();
        Project project = new Project(absolute, name, "", firstRequest(preset));
        save(project);
        return project;
    }

    @Override
    public void requireUnused(Path folder) throws HasnasException {
        if (InputFile.isThere(folder) && !InputFile.inside(folder, 1).isEmpty()) {
            throw new HasnasException(ErrorCode.BAD_INPUT, (Files.isDirectory(folder) ? "The folder " + folder
                    + (Files.exists(folder.resolve(Project.FILE_NAME)) ? " holds a project already." : " is not empty.") : folder + " is a file.")
                    + " Choose a new folder for the project.");
        }
    }

    @Override
    public boolean isChangedOutside(Project project) {
        if (!Files.exists(project.file())) {
            return false;
        }
        try {
            return !open(project.folder()).equals(project);
        } catch (HasnasException unreadable) {
            return true;
        }
    }

    @Override
    public Project copy(Project project, Path folder) throws HasnasException {
        requireNoProject(folder);
        save(project.movedTo(folder.toAbsolutePath(), withAbsolutePaths(project)));
        return open(folder);
    }

    private static void requireNoProject(Path folder) throws HasnasException {
        if (Files.exists(folder.resolve(Project.FILE_NAME))) {
            throw new HasnasException(ErrorCode.BAD_INPUT, folder + " holds a project already; choose an empty folder.");
        }
    }

    @Override
    public Project copyWithRuns(Project project, Path folder) throws HasnasException {
        requireNoProject(folder);
        List<Path> copied = new ArrayList<>();
        try {
            for (Path file : filesOfRuns(project)) {
                Path target = folder.resolve(project.folder().relativize(file).toString());
                Files.createDirectories(target.resolveSibling(""));
                Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE).close(); // with rights of its own
                copied.add(target);
                try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.WRITE)) {
                    Files.copy(file, out);
                }
            }
            return copy(project, folder);
        } catch (IOException failed) {
            copied.forEach(target -> target.toFile().delete());
            throw new HasnasException(ErrorCode.IO, "The project can't be copied to " + folder + ": " + InputFile.reason(failed)
                    + ". Choose an empty folder with room for it.", failed);
        }
    }

    /** The run store with what of it is in its log, and the weights and checkpoints of trainings. */
    private static List<Path> filesOfRuns(Project project) throws IOException {
        Path networks = project.folder().resolve(Project.NETWORKS_NAME);
        try (Stream<Path> trained = Files.isDirectory(networks) ? Files.list(networks) : Stream.of()) {
            return Stream.concat(Stream.of(project.storeFile(), project.folder().resolve(Project.STORE_NAME + "-wal")),
                    trained.filter(file -> !String.valueOf(file.getFileName()).startsWith("."))).filter(Files::isRegularFile).toList();
        }
    }

    @Override
    public Optional<String> storeProblem(Project project) {
        return StorePlace.problem(project.storeFile());
    }

    private static SearchRequest withAbsolutePaths(Project project) {
        SearchRequest search = project.search();
        DatasetReference dataset = search.dataset();
        SearchRequest moved = dataset.path().isBlank() ? search : search.withDataset(dataset.withPath(absolute(project, dataset.path())));
        return switch (search.hardware()) {
            case SpikeSimSettings _ -> moved;
            case PhysicalSettings chip -> moved.withHardware(new PhysicalSettings(file(project, chip.profileName()),
                    file(project, chip.catalogName()), chip.profile().withDevices(file(project, chip.profile().devices())), chip.catalogText(),
                    chip.catalogHash(), chip.devicesText(), chip.spikeRates()));
        };
    }

    private static String absolute(Project project, String path) {
        return project.folder().resolve(path).normalize().toString();
    }

    private static String file(Project project, String nameOrFile) {
        return nameOrFile.endsWith(".json") ? absolute(project, nameOrFile) : nameOrFile;
    }

    private static SearchRequest firstRequest(Preset preset) {
        boolean digits = preset.template().input().equals(new ImageShape(1, 8, 8));
        return new SearchRequest(usualDataset(preset), preset.template(), preset.space(), SpikeSimSettings.DEFAULT,
                ConstraintSet.PUBLISHED, SearchAlgorithmId.HASNAS, 200, new FitnessSettings(digits ? 32 : 16, 2).withScore(usualScore(preset)), 1);
    }

    /** The score that ranks best where ranks were measured; how scores rank networks of other spaces is not known. */
    private static ScoreId usualScore(Preset preset) {
        return preset.equals(NetworkTemplates.SPIKENAS_BENCH_CIFAR10) ? ScoreId.HASNAS
                : NetworkTemplates.SPIKENAS_BENCH.contains(preset) ? ScoreId.CHAIN : ScoreId.SAHD;
    }

    private static DatasetReference usualDataset(Preset preset) {
        return switch (preset.template().classes()) {
            case 100 -> new DatasetReference(DatasetReference.Format.CIFAR100, "data/cifar-100-binary");
            case 200 -> new DatasetReference(DatasetReference.Format.TINY_IMAGENET, "data/tiny-imagenet-200");
            default -> switch (preset.template().input().height()) {
                case 8 -> DatasetReference.EMBEDDED_DIGITS;
                case 28 -> new DatasetReference(DatasetReference.Format.IDX, "data/fashion-mnist");
                default -> new DatasetReference(DatasetReference.Format.CIFAR10, "data/cifar-10-batches-bin");
            };
        };
    }
}
