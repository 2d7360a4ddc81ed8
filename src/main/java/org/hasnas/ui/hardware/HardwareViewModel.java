package org.hasnas.ui.hardware;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.hasnas.chip.model.CatalogEntry;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.ProfileSheet;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.error.HasnasException;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.ui.search.RunsViewModel;
import org.hasnas.units.Numbers;
import org.hasnas.workbench.cost.Costs;

/** The chip that is chosen on the left: model, profile and spike rate as they are entered, and the settings they make. */
public final class HardwareViewModel {
    private static final String MEASURED = "measured";

    private final Costs costs;
    private final Background background;
    private final Dialogs dialogs;
    private final Texts texts;
    private final OpenProject project;
    private final RunsViewModel runs;
    private final ObjectProperty<CostModelId> model = new SimpleObjectProperty<>(this, "model", CostModelId.SPIKESIM_ELA);
    private final ObservableList<String> profiles = FXCollections.observableArrayList();
    private final StringProperty profile = new SimpleStringProperty(this, "profile", "");
    private final ReadOnlyStringWrapper spikeRate = new ReadOnlyStringWrapper(this, "spikeRate", MEASURED);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final ReadOnlyObjectWrapper<ProfileSheet> edited = new ReadOnlyObjectWrapper<>(this, "edited", ProfileSheet.EMPTY);
    private final ReadOnlyObjectWrapper<List<CatalogEntry>> constants = new ReadOnlyObjectWrapper<>(this, "constants", List.of());
    private final ReadOnlyStringWrapper editProblem = new ReadOnlyStringWrapper(this, "editProblem", "");
    private SpikeSimSettings spikeSim = SpikeSimSettings.DEFAULT;
    private SpikeRateSource rates = new SpikeRateSource.Measured(0);
    /** Catalogue that replaces the one of the profile of this name, and devices of its cells. */
    private String catalogOf = "";
    private String catalog = "";
    private String devices = "";
    private boolean showing;
    private long asked;

    public HardwareViewModel(Costs costs, UiServices around, OpenProject project, RunsViewModel runs) {
        this.costs = costs;
        this.background = around.background();
        this.dialogs = around.dialogs();
        this.texts = around.texts();
        this.project = project;
        this.runs = runs;
        project.chipProperty().subscribe(chip -> {
            show(chip);
            readConstants();
        });
        edited.subscribe((before, now) -> {
            if (before.isEmpty()) {
                readConstants();
            }
        });
        model.subscribe((before, now) -> changed());
        profile.subscribe((before, now) -> changed());
        background.run(() -> costs.profiles().stream().map(HardwareProfile::id).toList(), this::addProfiles, dialogs::notice);
    }

    public ObjectProperty<CostModelId> modelProperty() {
        return model;
    }

    /** Names of the program's profiles, and files. */
    public ObservableList<String> profiles() {
        return FXCollections.unmodifiableObservableList(profiles);
    }

    /** Name or file of the profile; empty until there is one. */
    public StringProperty profileProperty() {
        return profile;
    }

    /** The spike rate as text: a number, or {@code measured}. */
    public ReadOnlyStringProperty spikeRateProperty() {
        return spikeRate.getReadOnlyProperty();
    }

    /** What is wrong with the spike rate that was entered last; empty if nothing is. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Takes a spike rate from 0 to 1, or {@code measured}. */
    public void enterSpikeRate(String entered) {
        String text = entered.strip();
        if (text.equals(spikeRate.get())) {
            problem.set("");
            return;
        }
        try {
            rates = text.equalsIgnoreCase(MEASURED) ? new SpikeRateSource.Measured(0)
                    : new SpikeRateSource.Given(SpikeRates.of(Numbers.parse(text)));
        } catch (IllegalArgumentException wrong) { // also of a text that is no number
            problem.set(texts.get("hardware.spike-rate.problem", text));
            return;
        }
        problem.set("");
        spikeRate.set(textOf(rates));
        changed();
    }

    /** Forgets a spike rate that was wrong. */
    public void dismissProblem() {
        problem.set("");
    }

    /** How a project names a file: from its folder, if it is inside. */
    private String nameOf(Path file) {
        Path folder = folder().toAbsolutePath();
        return file.startsWith(folder) ? folder.relativize(file).toString().replace('\\', '/') : file.toString();
    }

    /** Asks for a profile file and takes it. */
    public void chooseFile() {
        Path folder = folder();
        dialogs.chooseFileToOpen(texts.get("hardware.file.title"), folder, Dialogs.FileKind.PROFILE).ifPresent(file -> {
            String name = nameOf(file);
            addProfiles(List.of(name));
            profile.set(name);
        });
    }

    /** What is edited: the chosen profile as its file has it; empty as long as none was edited. */
    public ReadOnlyObjectProperty<ProfileSheet> editedProperty() {
        return edited.getReadOnlyProperty();
    }

    /** The constants of the catalogue that the edited profile names. */
    public ReadOnlyObjectProperty<List<CatalogEntry>> constantsProperty() {
        return constants.getReadOnlyProperty();
    }

    /** Why the value that was entered last was not taken; empty if it was. */
    public ReadOnlyStringProperty editProblemProperty() {
        return editProblem.getReadOnlyProperty();
    }

    /** Edits the file of the chosen profile; one of the program is copied to a file first, for which the user is asked. */
    public void edit() {
        if (project.chip() instanceof PhysicalSettings chip) {
            editProblem.set("");
            background.run(() -> costs.profileSheet(chip, folder()), sheet -> edit(chip, sheet),
                    sentence -> dialogs.problem(texts.get("hardware.problem"), sentence));
        }
    }

    private void edit(PhysicalSettings chip, ProfileSheet sheet) {
        if (ownFile(chip).isPresent()) {
            edited.set(sheet);
        } else {
            dialogs.chooseFileToSave(texts.get("profile.copy"), folder(), "my-chip.json", Dialogs.FileKind.PROFILE)
                    .ifPresent(file -> write(file, sheet.with("id", String.valueOf(file.getFileName()).replaceAll("\\.json$", "")), () -> {
                        String name = nameOf(file);
                        addProfiles(List.of(name));
                        profile.set(name);
                    }));
        }
    }

    /** Gives a value of the edited profile another one: its file is written, and all costs follow; a wrong one is told and changes nothing. */
    public void put(String key, String value) {
        if (!value.equals(edited.get().value(key))) {
            put(edited.get().with(key, value));
        }
    }

    /** Says where a value of the edited profile comes from; empty if nobody knows. */
    public void putSource(String key, String source) {
        if (!source.strip().equals(edited.get().source(key))) {
            put(edited.get().withSource(key, source));
        }
    }

    private void put(ProfileSheet sheet) {
        if (project.chip() instanceof PhysicalSettings chip) {
            ownFile(chip).ifPresent(file -> write(file, sheet, this::changed));
        }
    }

    private void readConstants() {
        if (!edited.get().isEmpty() && project.chip() instanceof PhysicalSettings chip) {
            background.run(() -> costs.constants(chip), constants::set, editProblem::set);
        }
    }

    /** The form is closed; its file stays the chosen profile. */
    void endEdit() {
        edited.set(ProfileSheet.EMPTY);
    }

    private void write(Path file, ProfileSheet sheet, Runnable written) {
        background.perform(() -> costs.writeProfile(file, sheet), () -> {
            editProblem.set("");
            edited.set(sheet);
            written.run();
        }, editProblem::set);
    }

    /** The file of a profile; empty of one of the program. */
    private Optional<Path> ownFile(PhysicalSettings chip) {
        return Optional.of(chip.profileName()).filter(name -> name.endsWith(".json")).map(folder()::resolve);
    }

    private void addProfiles(List<String> names) {
        names.stream().filter(name -> !profiles.contains(name)).forEach(profiles::add);
    }

    private void show(HardwareSettings chip) {
        showing = true;
        switch (chip) {
            case SpikeSimSettings settings -> spikeSim = settings;
            case PhysicalSettings settings -> {
                addProfiles(List.of(settings.profileName()));
                profile.set(settings.profileName());
                catalogOf = settings.profileName();
                catalog = settings.catalogName();
                devices = settings.profile().devices();
                rates = settings.spikeRates();
                spikeRate.set(textOf(rates));
            }
        }
        model.set(chip.model());
        problem.set("");
        showing = false;
    }

    private String textOf(SpikeRateSource source) {
        return switch (source) {
            case SpikeRateSource.Measured measured -> MEASURED;
            case SpikeRateSource.Given(SpikeRates given) -> given.byLayer().isEmpty() ? Double.toString(given.commonRate())
                    : texts.get("hardware.spike-rate.layers", given.commonRate(), given.byLayer().size());
        };
    }

    private void changed() {
        if (showing) {
            return;
        }
        long request = ++asked;
        switch (model.get()) {
            case SPIKESIM_ELA -> runs.choose(spikeSim);
            case PHYSICAL -> {
                String name = profile.get().isEmpty() && !profiles.isEmpty() ? profiles.getFirst() : profile.get();
                if (name.isEmpty()) {
                    return; // the profiles are not there yet
                }
                background.run(() -> physical(name), chip -> {
                    if (request == asked) {
                        runs.choose(chip);
                    }
                }, sentence -> {
                    dialogs.problem(texts.get("hardware.problem"), sentence);
                    show(project.chip());
                });
            }
        }
    }

    private PhysicalSettings physical(String name) throws HasnasException {
        boolean known = name.equals(catalogOf);
        return costs.withDevices(costs.physical(name, known ? catalog : "", folder(), rates), known ? devices : "", folder());
    }

    private Path folder() {
        return project.folder().orElse(Path.of(""));
    }
}
