package org.hasnas.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.junit.jupiter.api.Test;

/** The list of libraries against {@code pom.xml}. */
final class DependenciesPageTest {
    private static final Pattern PROPERTY = Pattern.compile("<([a-z0-9]+\\.version)>([^<]+)</");
    private static final Pattern LIBRARY = Pattern.compile(
            "<dependency><groupId>([^<]+)</groupId><artifactId>([^<]+)</artifactId><version>([^<]+)</version>(<scope>)?");

    @Test
    void everyLibraryThatIsShippedIsListedWithItsVersionLicenceAndSupport() throws Exception {
        String pom = Files.readString(Path.of("pom.xml"));
        Map<String, String> properties = new HashMap<>();
        PROPERTY.matcher(pom).results().forEach(property -> properties.put("${" + property.group(1) + "}", property.group(2)));
        Map<String, List<String>> listed = new HashMap<>();
        for (TableRow row : MarkdownPage.of(Path.of("src/site/markdown/dependencies.md")).table("library")) {
            List<TableCell> cells = MarkdownPage.cells(row);
            listed.put(MarkdownPage.code(cells.getFirst()).getFirst(), cells.stream().map(MarkdownPage::source).toList());
        }
        List<String> wrong = new ArrayList<>();
        List<MatchResult> shipped = LIBRARY.matcher(pom.substring(0, pom.indexOf("<build>"))).results().filter(one -> one.group(4) == null).toList();
        for (MatchResult library : shipped) {
            List<String> row = listed.getOrDefault(library.group(1) + ":" + library.group(2), List.of("", ""));
            if (!row.get(1).equals(properties.getOrDefault(library.group(3), library.group(3)))) {
                wrong.add(library.group(2) + " " + row);
            }
        }
        assertEquals(List.of(), wrong, "packaging/checks/dependencies.py renews the list");
        assertTrue(shipped.size() > 15, shipped::toString);
        assertTrue(listed.values().stream().noneMatch(row -> row.stream().anyMatch(cell -> cell.isBlank() || cell.contains("looked at"))),
                listed::toString);
    }
}
