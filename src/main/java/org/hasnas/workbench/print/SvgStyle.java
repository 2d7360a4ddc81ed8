package org.hasnas.workbench.print;

import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/** The style sheet within a picture, as far as the pictures of the program use it: rules whose last word is the name or a class of an element. */
final class SvgStyle {
    /** Rules for screens of one kind, such as dark ones. */
    private static final Pattern MEDIA = Pattern.compile("@media[^{]*\\{(?:[^{}]*\\{[^{}]*\\})*[^{}]*\\}");
    private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]*)\\}");
    private static final Pattern PIXELS = Pattern.compile("([0-9.]+)px");
    private static final Color TEXT = new Color(0x22, 0x22, 0x22);

    /** @param target name of an element, or a point and a class */
    private record Rule(String target, Map<String, String> declarations) {}

    private final List<Rule> rules = new ArrayList<>();

    SvgStyle(String sheet) {
        Matcher rule = RULE.matcher(MEDIA.matcher(sheet).replaceAll(""));
        while (rule.find()) {
            Map<String, String> declarations = new LinkedHashMap<>();
            for (String declaration : rule.group(2).split(";", -1)) {
                int colon = declaration.indexOf(':');
                if (colon > 0) {
                    declarations.put(declaration.substring(0, colon).strip(), declaration.substring(colon + 1).strip());
                }
            }
            for (String selector : rule.group(1).split(",", -1)) {
                String[] words = selector.strip().split("\\s+", -1);
                rules.add(new Rule(words[words.length - 1], declarations));
            }
        }
    }

    /** What the rules say of one element. */
    record Of(Map<String, String> declarations) {
        Optional<Color> fill() {
            return colour(declarations.getOrDefault("fill", "#000")).map(this::seenThrough);
        }

        Optional<Color> stroke() {
            return colour(declarations.getOrDefault("stroke", "none"));
        }

        double strokeWidth() {
            return Double.parseDouble(declarations.getOrDefault("stroke-width", "1"));
        }

        /** Lengths of dashes and gaps; empty for a whole line. */
        float[] dashes() {
            String[] words = declarations.getOrDefault("stroke-dasharray", "").split("\\s+", -1);
            float[] lengths = new float[words[0].isEmpty() ? 0 : words.length];
            for (int i = 0; i < lengths.length; i++) {
                lengths[i] = Float.parseFloat(words[i]);
            }
            return lengths;
        }

        double fontSize() {
            Matcher size = PIXELS.matcher(declarations.getOrDefault("font", ""));
            return size.find() ? Double.parseDouble(size.group(1)) : 12;
        }

        boolean isStrong() {
            return declarations.containsKey("font-weight");
        }

        private Color seenThrough(Color colour) {
            double share = Double.parseDouble(declarations.getOrDefault("fill-opacity", "1"));
            return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), (int) Math.rint(share * colour.getAlpha()));
        }

        private Optional<Color> colour(String name) {
            return switch (name) {
                case "none" -> Optional.empty();
                case "currentColor" -> declarations.containsKey("color") ? colour(declarations.get("color")) : Optional.of(TEXT);
                default -> Optional.of(ofDigits(name));
            };
        }
    }

    /** {@code #rgb}, {@code #rgba}, {@code #rrggbb} or {@code #rrggbbaa}. */
    private static Color ofDigits(String name) {
        if (!name.matches("#(\\p{XDigit}{3,4}|\\p{XDigit}{6}|\\p{XDigit}{8})")) {
            throw new IllegalArgumentException("no colour that pictures of the program use: " + name);
        }
        String digits = name.length() <= 5 ? name.substring(1).replaceAll("(.)", "$1$1") : name.substring(1);
        int[] parts = Stream.of(digits.split("(?<=\\G..)")).mapToInt(part -> Integer.parseInt(part, 16)).toArray();
        return new Color(parts[0], parts[1], parts[2], parts.length > 3 ? parts[3] : 0xFF);
    }

    /** Rules for the name of an element come before those for its classes, and later ones before earlier ones. */
    Of of(Element element) {
        Map<String, String> declarations = new LinkedHashMap<>();
        rules.stream().filter(rule -> rule.target().equals(element.getNodeName())).forEach(rule -> declarations.putAll(rule.declarations()));
        List<String> classes = Stream.of(element.getAttribute("class").split("\\s+")).map(name -> "." + name).toList();
        rules.stream().filter(rule -> classes.contains(rule.target())).forEach(rule -> declarations.putAll(rule.declarations()));
        return new Of(declarations);
    }
}
