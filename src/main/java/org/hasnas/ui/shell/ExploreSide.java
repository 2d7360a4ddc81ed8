package org.hasnas.ui.shell;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.stage.Window;
import org.hasnas.ui.accuracy.AgreementViewModel;
import org.hasnas.ui.accuracy.AgreementWindow;
import org.hasnas.ui.accuracy.CandidateAccuraciesViewModel;
import org.hasnas.ui.accuracy.KnownAccuracies;
import org.hasnas.ui.candidate.CandidateView;
import org.hasnas.ui.candidate.CandidateViewModel;
import org.hasnas.ui.constraints.ClosestViewModel;
import org.hasnas.ui.constraints.FeasibilityViewModel;
import org.hasnas.ui.exchange.NetworkExportViewModel;
import org.hasnas.ui.exchange.NetworkExportWindow;
import org.hasnas.ui.exchange.NetworkImportViewModel;
import org.hasnas.ui.exchange.NetworkImportWindow;
import org.hasnas.ui.fx.AnimationFrames;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.parallel.ParallelPane;
import org.hasnas.ui.parallel.ParallelViewModel;
import org.hasnas.ui.plot.PlotPane;
import org.hasnas.ui.plot.PlotViewModel;
import org.hasnas.ui.project.ImportedNetwork;
import org.hasnas.ui.project.ImportedNetworks;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.ui.quantities.DesignColours;
import org.hasnas.ui.quantities.DesignQuantities;
import org.hasnas.ui.training.ProjectTrainings;
import org.hasnas.ui.training.TrainingItem;
import org.hasnas.ui.workspace.Command;
import org.hasnas.ui.workspace.Dividers;
import org.hasnas.workbench.Workbench;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;

/** The middle, where the known candidates are explored: the plot, the closest to wanted costs, and the candidate that is looked at. */
final class ExploreSide {
    private final OpenProject project;
    private final Texts texts;
    private final DesignQuantities quantities;
    private final DesignColours colours;
    private final PlotViewModel plot;
    private final ClosestViewModel closest;
    private final ParallelViewModel parallel;
    private final CandidateViewModel candidate;
    private final CandidateAccuraciesViewModel candidateAccuracies;
    final Command importCandidate;
    final Command exportCandidate;
    final Command exportCost;
    final Command exportNetwork;
    final Command importNetwork;
    private final NetworkExportViewModel networks;
    private final NetworkImportViewModel imports;
    private final Consumer<ImportedNetwork> showImported;
    final Command findClosest;
    final Command agreement;

    /**
     * @param feasibility whether any network of the space can meet the limits
     * @param trainings of the project
     */
    ExploreSide(Workbench workbench, UiServices around, OpenProject project, KnownAccuracies accuracies, ImportedNetworks imported,
            ReadOnlyObjectProperty<FeasibilityViewModel.Answer> feasibility, ProjectTrainings trainings, Supplier<Window> owner) {
        this.project = project;
        this.texts = around.texts();
        this.quantities = new DesignQuantities(project, accuracies, new AnimationFrames(), texts);
        this.colours = new DesignColours(quantities, texts);
        this.plot = new PlotViewModel(around, project, accuracies, colours, imported);
        this.parallel = new ParallelViewModel(project, quantities, texts);
        this.closest = new ClosestViewModel(around, project, feasibility);
        this.candidate = new CandidateViewModel(workbench.candidates(), workbench.costs(), around, project);
        this.candidateAccuracies = new CandidateAccuraciesViewModel(around, project, accuracies);
        AgreementViewModel agreements = new AgreementViewModel(workbench.candidates(), around, accuracies);
        importCandidate =
                new Command("import", texts.get("action.import"), texts.keys("Shortcut+I"), MaterialDesignI.IMPORT, new SimpleBooleanProperty(true),
                        () -> candidate.importCandidate(project.folderOrHome()));
        exportCandidate = new Command("export", texts.get("action.export"), texts.keys("Shortcut+E"), MaterialDesignE.EXPORT, project.hasCandidate(),
                () -> candidate.exportCandidate(project.folderOrHome()));
        exportCost =
                new Command("export-cost", texts.get("action.export-cost"), texts.keys("Shortcut+Shift+E"), MaterialDesignF.FILE_DELIMITED_OUTLINE,
                        project.hasCandidate(), () -> candidate.exportCost(project.folderOrHome()));
        networks = new NetworkExportViewModel(workbench.exchange(), around, project, trainings);
        exportNetwork = new Command("export-network", texts.get("action.export-network"), MaterialDesignE.EXPORT_VARIANT, project.hasCandidate(),
                () -> new NetworkExportWindow(owner.get(), networks, texts).show());
        showImported = network -> new NetworkImportWindow(owner.get(), network, imports(), texts).show();
        imports = new NetworkImportViewModel(workbench, around, project, imported, showImported);
        importNetwork = new Command("import-network", texts.get("action.import-network"), MaterialDesignI.IMPORT, new SimpleBooleanProperty(true),
                imports::choose);
        findClosest = new Command("closest", texts.get("action.closest"), texts.keys("Shortcut+F"), MaterialDesignC.CROSSHAIRS, project.isOpen(),
                closest::open);
        agreement = new Command("agreement", texts.get("action.agreement"), texts.keys("Shortcut+Shift+A"), MaterialDesignC.CHART_SCATTER_PLOT,
                project.isOpen(),
                () -> new AgreementWindow(owner.get(), agreements, texts).show());
    }

    /** What exports the network of a training with its weights, once its design is the chosen one. */
    Command exportTrained(Supplier<Optional<TrainingItem>> training) {
        return new Command(exportNetwork.id(), exportNetwork.name(), exportNetwork.icon(), exportNetwork.enabled(), () -> {
            training.get().ifPresent(networks::want);
            exportNetwork.action().run();
        });
    }

    List<Command> commands() {
        return List.of(importCandidate, importNetwork, exportCandidate, exportCost, exportNetwork, findClosest, agreement);
    }

    /** Networks of other tools on their way in. */
    NetworkImportViewModel imports() {
        return imports;
    }

    PlotViewModel plot() {
        return plot;
    }

    ParallelViewModel parallel() {
        return parallel;
    }

    /** @param dark whether the window is dark */
    Node lines(ObservableValue<Boolean> dark) {
        return new ParallelPane(project, parallel, quantities, colours, dark, texts);
    }

    ClosestViewModel closest() {
        return closest;
    }

    CandidateViewModel candidate() {
        return candidate;
    }

    CandidateAccuraciesViewModel candidateAccuracies() {
        return candidateAccuracies;
    }

    /**
     * @param compare sets the selected candidate beside others
     * @param searching whether candidates are being searched
     * @param dark whether the window is dark
     * @param keep what keeps the plot as picture and data
     * @param dividers of the pages
     */
    Node view(Command compare, ObservableBooleanValue searching, ObservableValue<Boolean> dark, List<Command> keep,
            Dividers dividers) {
        List<Command> actions = Stream.concat(Stream.of(findClosest, compare), keep.stream()).toList();
        SplitPane split = new SplitPane(new PlotPane(project, plot, closest, actions, showImported, searching, dark, texts),
                new CandidateView(candidate, candidateAccuracies, texts));
        dividers.place("explore-plot", split, 0.64);
        return split;
    }
}
