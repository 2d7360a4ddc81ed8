package org.hasnas.workbench.settings;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.document.AtomicFile;
import org.hasnas.document.Fields;
import org.hasnas.document.Header;
import org.hasnas.document.JsonText;
import org.hasnas.document.KnownNames;
import org.hasnas.document.Source;
import org.hasnas.document.Value;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.LimitsMapping;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.units.EnumNames;
import org.hasnas.workbench.settings.UserSettings.Language;
import org.hasnas.workbench.settings.UserSettings.Theme;

/** The file in which the user's settings are kept: {@code settings.json} of the user's settings folder. */
public final class SettingsFile {
    private static final String NAME = "settings.json";
    private static final List<String> KEYS = List.of("version", "theme", "language", "threads", "recentProjects", "limits", "toured", "notifications",
            "window", "layout");
    private static final List<String> WINDOW_KEYS = List.of("x", "y", "width", "height", "maximized", "parallel");
    static final List<String> LIMITS_KEYS = List.of("name", "model", "limits");

    private final Path file;
    private final int standardThreads;

    /**
     * @param folder made when settings are written first
     * @param standardThreads threads of a search as long as the user set none
     */
    public SettingsFile(Path folder, int standardThreads) {
        this.file = folder.resolve(NAME);
        this.standardThreads = standardThreads;
    }

    /**
     * What the program starts with.
     *
     * @param problem why the file could not be read, so that these are the standard settings
     */
    public record Start(UserSettings settings, Optional<String> problem) {}

    /** Reads the settings, or gives the standard ones if there are none yet or the file can't be read. */
    public Start start() {
        try {
            return new Start(read(), Optional.empty());
        } catch (HasnasException unreadable) {
            return new Start(UserSettings.standard(standardThreads), Optional.of(unreadable.getMessage()));
        }
    }

    private UserSettings read() throws HasnasException {
        if (!Files.exists(file)) {
            return UserSettings.standard(standardThreads);
        }
        try {
            Fields fields = JsonText.read(file, Source.Kind.JSON, "file of settings").fields(KEYS);
            Header.checkVersion(fields.value("version"), UserSettings.VERSION);
            Theme theme = fields.choice("theme", Arrays.stream(Theme.values()).collect(Collectors.toMap(Theme::name, Function.identity())));
            Language language = fields.has("language") // older files have none
                    ? fields.choice("language", Arrays.stream(Language.values()).collect(Collectors.toMap(Language::name, Function.identity())))
                    : Language.SYSTEM;
            List<String> recent = new ArrayList<>();
            for (Value project : fields.items("recentProjects")) {
                recent.add(project.text());
            }
            List<NamedLimits> limits = new ArrayList<>();
            for (Value named : fields.has("limits") ? fields.items("limits") : List.<Value>of()) { // older files have none
                limits.add(limits(named.fields(LIMITS_KEYS)));
            }
            return new UserSettings(UserSettings.VERSION, theme, language, fields.integer("threads", 1, Integer.MAX_VALUE), recent, limits,
                    fields.has("toured") && fields.flag("toured"), // older files have none of these
                    !fields.has("notifications") || fields.flag("notifications"),
                    fields.has("window") ? Optional.of(window(fields.fields("window", WINDOW_KEYS))) : Optional.empty(),
                    fields.has("layout") ? layout(fields.value("layout")) : WindowLayout.STANDARD);
        } catch (HasnasException wrong) {
            throw new HasnasException(wrong.code(), wrong.getMessage() + "; the standard settings are used, and the file is replaced when you"
                    + " change one.", wrong);
        }
    }

    static NamedLimits limits(Fields fields) throws HasnasException {
        String name = fields.text("name");
        CostModelId model = fields.choice("model", KnownNames.choices(CostModelId.values()));
        ConstraintSet limits = LimitsMapping.read(fields.fields("limits", LimitsMapping.KEYS));
        return fields.source().checked(fields.at("name"), () -> new NamedLimits(name, model, limits));
    }

    static ObjectNode tree(NamedLimits named) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode().put("name", named.name()).put("model", EnumNames.of(named.model()));
        tree.set("limits", JsonText.camelCase(LimitsMapping.write(named.limits())));
        return tree;
    }

    private static WindowPlace window(Fields fields) throws HasnasException {
        double x = fields.number("x");
        double y = fields.number("y");
        double width = fields.number("width");
        double height = fields.number("height");
        boolean maximized = fields.flag("maximized");
        boolean parallel = fields.flag("parallel");
        return fields.source().checked(fields.position(), () -> new WindowPlace(x, y, width, height, maximized, parallel));
    }

    /** What can't be shown is left out: a window that is parted otherwise is no reason to refuse all settings. */
    private static WindowLayout layout(Value written) {
        Map<String, List<Double>> dividers = new HashMap<>();
        for (Map.Entry<String, Value> named : entries(written.find("dividers"))) {
            try {
                List<Double> places = new ArrayList<>();
                for (Value place : named.getValue().items()) {
                    places.add(place.number("a number from 0 to 1", WindowLayout::isPlace));
                }
                dividers.put(named.getKey(), places);
            } catch (HasnasException unusable) {
                // these dividers stand where they usually do
            }
        }
        return new WindowLayout(written.find("page").filter(Value::isSingle).map(Value::written).orElse(""), dividers);
    }

    private static Set<Map.Entry<String, Value>> entries(Optional<Value> mapping) {
        try {
            return mapping.isPresent() ? mapping.get().anyFields().all().entrySet() : Set.of();
        } catch (HasnasException unusable) {
            return Set.of();
        }
    }

    /** Writes the settings; a reader sees the old file or the new one, never a part. */
    public synchronized void write(UserSettings settings) throws HasnasException {
        ObjectNode tree = JsonNodeFactory.instance.objectNode().put("version", settings.version()).put("theme", settings.theme().name())
                .put("language", settings.language().name()).put("threads", settings.threads());
        ArrayNode recent = tree.putArray("recentProjects");
        settings.recentProjects().forEach(recent::add);
        ArrayNode limits = tree.putArray("limits");
        for (NamedLimits named : settings.limits()) {
            limits.add(tree(named));
        }
        tree.put("toured", settings.toured()).put("notifications", settings.notifications());
        settings.window().ifPresent(place -> tree.putObject("window").put("x", place.x()).put("y", place.y()).put("width", place.width())
                .put("height", place.height()).put("maximized", place.maximized()).put("parallel", place.parallel()));
        ObjectNode layout = tree.putObject("layout").put("page", settings.layout().page());
        ObjectNode dividers = layout.putObject("dividers");
        settings.layout().dividers().forEach((name, places) -> places.forEach(dividers.putArray(name)::add));
        AtomicFile.write(file, JsonText.pretty(tree));
    }
}
