package org.hasnas.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The README's table of packages, and that of places where to add something, against the walls of {@link ArchitectureTest} and the classes there are. */
final class ReadmeTablesTest {
    private static final Path README = Path.of("README.md");
    private static final Path CONTRIBUTING = Path.of(".github/CONTRIBUTING.md");
    private static final Path SOURCES = Path.of("src/main/java/org/hasnas");

    @Test
    void packagesMayUseWhatTheWallsAllow() throws IOException {
        String walls = Stream.concat(
                ArchitectureTest.MAY_USE.entrySet().stream().map(row -> "`" + row.getKey() + "` may use " + words(row.getValue())),
                Stream.of("`launch` may use everything")).collect(Collectors.joining("\n"));

        String readme = packages().stream().map(MarkdownPage::cells)
                .map(cells -> MarkdownPage.source(cells.getFirst()) + " may use " + MarkdownPage.source(cells.getLast()))
                .collect(Collectors.joining("\n"));

        assertEquals(walls, readme);
    }

    @Test
    void groundIsExplained() throws IOException {
        List<String> ground = ArchitectureTest.GROUND.stream().map(name -> "`" + name + "`").toList();
        String sentence = "*Ground* is " + String.join(", ", ground.subList(0, ground.size() - 1)) + " and " + ground.getLast() + ".";

        assertTrue(Files.readString(README).replaceAll("\\s+", " ").contains(sentence), sentence);
    }

    @TestFactory
    Stream<DynamicTest> partsOfPackagesExist() throws IOException {
        return packages().stream().map(MarkdownPage::cells).map(cells -> {
            String name = MarkdownPage.code(cells.getFirst()).getFirst();
            return DynamicTest.dynamicTest(name, () -> assertEquals(List.of(),
                    MarkdownPage.code(cells.get(1)).stream().filter(part -> !isPackage(name + "." + part) && !isPackage(part)).toList(),
                    name));
        });
    }

    @TestFactory
    Stream<DynamicTest> placesToAddToExist() throws IOException {
        return MarkdownPage.of(CONTRIBUTING).table("to add").stream().map(MarkdownPage::cells).map(cells -> DynamicTest.dynamicTest(
                MarkdownPage.source(cells.getFirst()), () -> {
                    List<String> places = places(cells);
                    assertTrue(!places.isEmpty(), "names no place");
                    for (String place : places) {
                        assertTrue(exists(place), place);
                    }
                }));
    }

    /** What the last column names, but tests, which {@link PagesTest} looks for. */
    private static List<String> places(List<TableCell> cells) {
        return MarkdownPage.code(cells.getLast()).stream().filter(place -> !place.endsWith("Test")).toList();
    }

    private static List<TableRow> packages() throws IOException {
        return MarkdownPage.of(README).table("package (`org.hasnas...`)");
    }

    private static String words(List<String> allowed) {
        List<String> words = new ArrayList<>();
        boolean ground = allowed.containsAll(ArchitectureTest.GROUND);
        if (ground) {
            words.add("ground");
        }
        allowed.stream().filter(name -> !ground || !ArchitectureTest.GROUND.contains(name))
                .map(name -> name.startsWith("..") ? "every `" + name.substring(2) + "`" : "`" + name + "`").forEach(words::add);
        return words.isEmpty() ? "-" : String.join(", ", words);
    }

    /** A file or folder if it has a slash, a class if its last name begins with a capital, else a package. */
    private static boolean exists(String place) throws IOException {
        if (place.contains("/")) {
            return Files.exists(Path.of(place));
        }
        return Character.isUpperCase(place.charAt(place.lastIndexOf('.') + 1)) ? isClass(place) : isPackage(place);
    }

    private static boolean isPackage(String name) {
        return Files.isRegularFile(SOURCES.resolve(name.replace('.', '/')).resolve("package-info.java"));
    }

    /** @param name such as {@code data.model.DatasetReference.Format} */
    private static boolean isClass(String name) throws IOException {
        List<String> names = List.of(name.split("\\."));
        int outer = 0;
        while (!Character.isUpperCase(names.get(outer).charAt(0))) {
            outer++;
        }
        Path source = SOURCES.resolve(String.join("/", names.subList(0, outer + 1)) + ".java");
        if (!Files.isRegularFile(source)) {
            return false;
        }
        String text = Files.readString(source);
        return names.subList(outer + 1, names.size()).stream()
                .allMatch(inner -> Pattern.compile("(class|enum|interface|record) " + inner + "\\b").matcher(text).find());
    }
}
