package org.hasnas.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.hasnas.chip.model.CostKind;
import org.hasnas.job.RunStatus;
import org.hasnas.network.Architecture;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.LadderProgress;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.testdata.SampleLadders;
import org.hasnas.ui.FakeWorkbench;
import org.hasnas.workbench.settings.SettingsFile;
import org.hasnas.workbench.settings.UserSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** No page and no dialog of the German window has a word that is English only: one of the English texts and of none of the German ones. */
final class GermanWordsTest extends WindowTest {
    private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");
    private static final int DESIGNS = 60;
    /** What JavaFX would write in English by itself. */
    private static final Set<String> OF_JAVAFX = Set.of("cancel", "close", "axis", "content");
    /** Names of layers, scores and files, and of keys. */
    private static final Set<String> NAMES =
            Set.of("stem", "output", "cell", "weight", "chain", "class", "distance", "depth", "sum", "convolutions", "operations", "parameters",
                    "digits",
                    "hardware", "ctrl", "shift");
    /** Sentences of the cost models and scores, which files and the command line have, too; here those of the workbench in memory. */
    private static final List<String> OF_LAYERS_BELOW = List.of("All convolutions are covered", "Latency counts output neurons", "A 1x1 convolution",
            "ADC and MUX", "Bauteilkatalog spikesim-ela, test", "Training-free score", "no accuracy ", "Learnt from a test", "one line",
            "Quelle: this program");

    private final FakeWorkbench fake = new FakeWorkbench();
    private final Map<String, Set<String>> found = new TreeMap<>();
    private final Set<String> english = new TreeSet<>(words(Locale.ROOT));

    @Start
    void start(Stage primary) throws Exception {
        new SettingsFile(temporary.resolve("settings"), 2).write(UserSettings.standard(2).withLanguage(UserSettings.Language.GERMAN).withToured());
        showFirst(primary, fake.all());
        english.removeAll(words(Locale.GERMAN));
        english.removeAll(NAMES);
        english.addAll(OF_JAVAFX);
    }

    private static Set<String> words(Locale locale) {
        ResourceBundle bundle = ResourceBundle.getBundle("org.hasnas.ui.texts", locale);
        return bundle.keySet().stream().flatMap(key -> words(bundle.getString(key))).collect(Collectors.toSet());
    }

    private static Stream<String> words(String text) {
        return WORD.matcher(text).results().map(MatchResult::group).map(word -> word.toLowerCase(Locale.ROOT));
    }

    @Test
    void noWordIsLeftInEnglish(FxRobot robot) throws Exception {
        Map<SearchRequest, LadderProgress> made = new ConcurrentHashMap<>();
        fake.searches.ladder = (request, trials) -> Optional.of(made.computeIfAbsent(request, asked -> SampleLadders.progress(asked, trials)));
        Project created = fake.projects.create(temporary.resolve("ziffern"), NetworkTemplates.DIGITS.name());
        Project project = created.withSearch(SampleLadders.request(DESIGNS));
        fake.projects.save(project);
        fake.searches.add(project, project.search(), DESIGNS, RunStatus.FINISHED);
        perform(() -> studio.openProject(project.folder()));
        await(() -> studio.project().outlooks().exist());
        fake.trainings.add(project, design(3), RunStatus.FINISHED, 12);
        fake.trainings.add(project, design(5), RunStatus.STOPPED, 3);
        fake.trainings.add(project, Architecture.parse("0001 0002 3000 0000"), RunStatus.FAILED, 0);
        perform(() -> studio.project().measured());
        await(() -> studio.trainings().list().items().size() == 3);
        for (int position : new int[] {5, 17, 3}) {
            perform(() -> studio.project().selectedProperty().set(position));
            await(() -> studio.explore().candidate().costProperty().get().isPresent());
            robot.push(KeyCode.CONTROL, KeyCode.D);
        }
        perform(() -> studio.project().limitsProperty().set(ConstraintSet.UNLIMITED.withLimit(CostKind.ENERGY, 1e-6)));
        if (robot.lookup("#parallel").tryQuery().isEmpty()) {
            robot.push(KeyCode.CONTROL, KeyCode.P);
        }
        look("explore");
        for (KeyCode page : List.of(KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT4, KeyCode.DIGIT5)) {
            robot.push(KeyCode.ALT, page);
            look(page.getName());
        }
        await(() -> robot.lookup("#box-stem").tryQuery().isPresent());
        for (int tab = 1; tab < 5; tab++) {
            int shown = tab;
            perform(() -> robot.lookup("#network .tab-pane").queryAs(TabPane.class).getSelectionModel().select(shown));
            look("network " + tab);
        }
        robot.push(KeyCode.ALT, KeyCode.DIGIT4);
        perform(() -> robot.lookup("#chips-tab-pane").queryAs(TabPane.class).getSelectionModel().select(1));
        await(() -> robot.lookup("#chips-bars .label").queryAll().size() > 3);
        look("chips");
        for (String item : List.of("menu-help", "menu-about", "menu-preferences", "menu-new", "menu-cluster", "menu-palette", "menu-operations",
                "menu-templates", "menu-agreement", "menu-export-network")) {
            Window dialog = dialogOf(item);
            look(item);
            perform(dialog::hide);
        }
        assertEquals(Map.of(), found);
    }

    private Architecture design(int position) {
        return studio.project().known().trials().get(position).architecture().ofNetwork();
    }

    private void look(String where) throws Exception {
        picture(1440, 900);
        perform(() -> {
            for (Window window : List.copyOf(Window.getWindows())) {
                window.getScene().getRoot().lookupAll("*").forEach(node -> read(node, where));
            }
        });
    }

    private void read(Node node, String where) {
        keep(node.getAccessibleText(), where);
        keep(node.getAccessibleHelp(), where);
        switch (node) {
            case Labeled labeled -> keep(labeled.getText(), where);
            case TextInputControl input -> {
                keep(input.getText(), where);
                keep(input.getPromptText(), where);
            }
            case Text text -> keep(text.getText(), where);
            case MenuBar bar -> bar.getMenus().forEach(menu -> read(menu, where));
            case TabPane tabs -> tabs.getTabs().forEach(tab -> keep(tab.getText(), where));
            case TableView<?> table -> table.getColumns().forEach(column -> keep(column.getText(), where));
            default -> {}
        }
        if (node instanceof Control control) {
            if (control.getTooltip() != null) {
                keep(control.getTooltip().getText(), where);
            }
            if (control.getContextMenu() != null) {
                control.getContextMenu().getItems().forEach(item -> read(item, where));
            }
        }
    }

    private void read(MenuItem item, String where) {
        keep(item.getText(), where);
        if (item instanceof Menu menu) {
            menu.getItems().forEach(each -> read(each, where));
        }
    }

    private void keep(@Nullable String text, String where) {
        if (text != null && !text.contains(" @ ") && !text.contains("=") && OF_LAYERS_BELOW.stream().noneMatch(text::contains)) {
            Set<String> left = words(text).filter(english::contains).collect(Collectors.toCollection(TreeSet::new));
            if (!left.isEmpty()) {
                found.computeIfAbsent(left + " | " + text, asked -> new TreeSet<>()).add(where);
            }
        }
    }
}
