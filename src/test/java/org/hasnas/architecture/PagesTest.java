package org.hasnas.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every link of the pages leads to a file of the project and, if it names one, to a heading there; classes they name exist. */
final class PagesTest {
    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final Pattern ELSEWHERE = Pattern.compile("(https?|mailto):.*");
    /** A piece of code such as {@code ArchitectureTest} or {@code network.SearchSpaces}. */
    private static final Pattern CLASS = Pattern.compile("(?:[a-z]+\\.)*((?:[A-Z][a-z]+){2,})(?:\\.[A-Z][A-Za-z]+)?");
    private static final Pattern TEST_OPTION = Pattern.compile("-Dtest=(\\w+)");

    @TestFactory
    Stream<DynamicTest> linksLeadSomewhere() throws IOException {
        return pages().stream().map(page -> DynamicTest.dynamicTest(PROJECT.relativize(page).toString(),
                () -> assertEquals(List.of(), broken(PROJECT, page), page::toString)));
    }

    @TestFactory
    Stream<DynamicTest> classesExist() throws IOException {
        Set<String> classes;
        try (Stream<Path> sources = Files.walk(PROJECT.resolve("src"))) {
            classes = sources.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length())).collect(Collectors.toSet());
        }
        return pages().stream().map(page -> DynamicTest.dynamicTest(PROJECT.relativize(page).toString(), () -> {
            Stream<String> named = MarkdownPage.code(MarkdownPage.of(page).document()).stream().map(CLASS::matcher)
                    .filter(matcher -> matcher.matches()).map(matcher -> matcher.group(1));
            Stream<String> tests = TEST_OPTION.matcher(Files.readString(page)).results().map((MatchResult option) -> option.group(1));
            assertEquals(List.of(), Stream.concat(named, tests).filter(name -> !classes.contains(name)).distinct().toList(),
                    page::toString);
        }));
    }

    @Test
    void tellsFilesAndHeadingsThatAreMissing(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("two.md"), "# Costs: `area`, energy\n\n## Again\n\n## Again\n");
        Path one = Files.writeString(folder.resolve("one.md"), """
                [there](two.md#costs-area-energy) [second of a name](two.md#again-1) [elsewhere](https://example.org/x) `[code](no.md)`

                [missing file](three.md), ![missing image](three.png), [missing heading](two.md#again-2), [missing here](#two), [outside](../x.md)
                """);

        assertEquals(List.of("three.md", "three.png", "two.md#again-2", "#two", "../x.md"), broken(folder, one));
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (String folder : List.of(".", ".github", "src/site/markdown", "sample-projects")) {
            try (Stream<Path> files = Files.walk(PROJECT.resolve(folder), folder.equals(".") ? 1 : 3)) {
                files.filter(file -> file.toString().endsWith(".md")).map(Path::normalize).sorted().forEach(pages::add);
            }
        }
        assertTrue(pages.size() > 15, () -> "only these pages were found: " + pages);
        return pages;
    }

    private static List<String> broken(Path project, Path file) throws IOException {
        List<String> broken = new ArrayList<>();
        for (String target : MarkdownPage.of(file).targets()) {
            if (!ELSEWHERE.matcher(target).matches() && !leads(project, file, target)) {
                broken.add(target);
            }
        }
        return broken;
    }

    private static boolean leads(Path project, Path from, String target) throws IOException {
        int hash = target.indexOf('#');
        String path = hash < 0 ? target : target.substring(0, hash);
        Path to = path.isEmpty() ? from : from.resolveSibling(path).normalize();
        return to.startsWith(project) && Files.exists(to) && (hash < 0 || MarkdownPage.of(to).anchors().containsKey(target.substring(hash + 1)));
    }
}
