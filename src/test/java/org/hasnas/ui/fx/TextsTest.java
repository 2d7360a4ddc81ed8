package org.hasnas.ui.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hasnas.chip.cost.ElaComponent;
import org.hasnas.chip.inference.model.ChipParameter;
import org.hasnas.chip.model.ChipComponent;
import org.hasnas.score.model.ScoreId;
import org.hasnas.search.study.model.TemplateResult;
import org.hasnas.units.EnumNames;
import org.hasnas.workbench.settings.UserSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TextsTest {
    private static final Path SOURCES = Path.of("src", "main", "java", "org", "hasnas", "ui");
    /** A string literal in a call of Texts.get, also where a condition chooses between two. */
    private static final Pattern CALL = Pattern.compile("(?:texts\\s*\\.|\\s)get\\(([^\"();]*\\?\\s*)?\"([^\"]+)\"(\\s*:\\s*\"([^\"]+)\")?");

    /** Any other literal, which may be a key that is handed on. One that ends with a dot is the beginning of keys. */
    private static final Pattern LITERAL = Pattern.compile("\"([a-z][a-z0-9.-]*)\"");

    @Test
    void everyKeyInTheCodeHasATextAndEveryTextIsUsed() throws IOException {
        Set<String> present = ResourceBundle.getBundle("org.hasnas.ui.texts", Locale.ROOT).keySet();
        Set<String> missing = literals(CALL, 2, 4);
        assertFalse(missing.isEmpty(), "keys were found in the code");
        Set<String> handedOn = literals(LITERAL, 1);
        Set<String> unused = new TreeSet<>(present);
        unused.removeAll(missing);
        unused.removeIf(key -> handedOn.contains(key) || handedOn.contains(key.substring(0, key.lastIndexOf('.') + 1)));
        missing.removeIf(key -> present.contains(key) || (key.endsWith(".") && present.stream().anyMatch(text -> text.startsWith(key))));
        assertEquals(Set.of(), missing, "keys without a text");
        assertEquals(Set.of(), unused, "texts that nothing uses");
    }

    @Test
    void noTextLosesAnApostropheOrAPlaceholder() {
        ResourceBundle english = ResourceBundle.getBundle("org.hasnas.ui.texts", Locale.ROOT);
        ResourceBundle german = ResourceBundle.getBundle("org.hasnas.ui.texts", Locale.GERMAN);
        for (ResourceBundle bundle : List.of(english, german)) {
            for (String key : bundle.keySet()) {
                String raw = bundle.getString(key);
                assertFalse(raw.replace("''", "").contains("'"), key + " has a single apostrophe, which MessageFormat drops; double it");
                assertEquals(placeholders(english.getString(key)), placeholders(raw), key);
            }
        }
    }

    private static Set<String> placeholders(String text) {
        return Pattern.compile("\\{\\d}").matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    @Test
    void germanHasTheTextsThatEnglishHas() throws IOException {
        assertEquals(keys("texts.properties"), keys("texts_de.properties"));
    }

    @ParameterizedTest
    @EnumSource(UserSettings.Language.class)
    void whatLayersBelowCallByNameHasATextInEveryLanguage(UserSettings.Language language) {
        Texts texts = new Texts(language.locale());
        ResourceBundle bundle = ResourceBundle.getBundle("org.hasnas.ui.texts", language.locale());
        Stream.concat(Stream.of(ChipComponent.values()).map(ChipComponent::label), Stream.of(ElaComponent.values()).map(ElaComponent::label))
                .forEach(label -> assertTrue(bundle.containsKey("component." + label.replace(' ', '-')), label));
        Stream.of(ChipParameter.values()).forEach(parameter -> assertFalse(texts.conditionTitle(parameter).isBlank()));
        Stream.of(ScoreId.values()).forEach(score -> assertFalse(texts.score(score).isBlank()));
        Stream.of(TemplateResult.Verdict.values()).forEach(verdict -> assertFalse(texts.get("study.verdict." + EnumNames.of(verdict)).isBlank()));
    }

    /** Of one file alone, without those that a bundle takes from English. */
    private static Set<Object> keys(String name) throws IOException {
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("src/main/resources/org/hasnas/ui").resolve(name))) {
            texts.load(reader);
        }
        return new TreeSet<>(texts.keySet());
    }

    @Test
    void argumentsReplacePlaceholders() {
        assertEquals("37 of 120 pass", new Texts().get("limits.passing", 37, 120));
    }

    @Test
    void bigNumbersAreNotGrouped() {
        assertEquals("50000 of 50000 pass", new Texts().get("limits.passing", 50_000, 50_000));
    }

    /** What groups of a pattern match in the code of the window. */
    private static Set<String> literals(Pattern pattern, int... groups) throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher matcher = pattern.matcher(Files.readString(file));
                while (matcher.find()) {
                    for (int group : groups) {
                        if (matcher.group(group) != null) {
                            found.add(matcher.group(group));
                        }
                    }
                }
            }
        }
        return found;
    }
}
