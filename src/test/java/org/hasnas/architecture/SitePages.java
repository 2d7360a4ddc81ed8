package org.hasnas.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lays out what {@code mvn site} renders, before it renders: the pages and the files they link to, in the same places as in the project, so
 * that every link of a page works in the site too; each heading gets the anchor that GitHub gives it. Maven runs this from the source.
 */
final class SitePages {
    private static final List<String> SHOWN = List.of("README.md", "CHANGELOG.md", ".github", "assets", "packaging", "sample-projects", "src/config",
            "src/site/markdown");
    /** A link to a page, as Doxia does not turn it into one to its HTML if a folder's name begins with a dot. */
    private static final Pattern LINK = Pattern.compile("(\\]\\((?![a-z]+:)[^)#\\s]*)\\.md(?=[#)])");
    private static final String START = "<html><head><meta http-equiv=\"refresh\" content=\"0; url=README.html\"/></head></html>\n";

    private SitePages() {}

    /** @param arguments the folder to lay them out in */
    public static void main(String[] arguments) throws IOException {
        Path site = Path.of(arguments[0]);
        copy(Path.of("src/site/site.xml"), site.resolve("site.xml"));
        for (String shown : SHOWN) {
            try (Stream<Path> files = Files.walk(Path.of(shown))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (file.toString().endsWith(".md")) {
                        write(site.resolve("markdown").resolve(file), LINK.matcher(String.join("\n", withAnchors(file))).replaceAll("$1.html"));
                    } else {
                        copy(file, site.resolve("resources").resolve(file));
                    }
                }
            }
        }
        write(site.resolve("resources/index.html"), START);
    }

    private static List<String> withAnchors(Path page) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(page));
        TreeMap<Integer, String> anchors = new TreeMap<>();
        MarkdownPage.of(page).anchors().forEach((anchor, line) -> anchors.put(line, anchor));
        // the first heading stays first: it is the page's title
        anchors.descendingMap().forEach((line, anchor) -> lines.addAll(line == 0 ? 1 : line, List.of("", "<a id=\"" + anchor + "\"></a>", "")));
        return lines;
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
}
