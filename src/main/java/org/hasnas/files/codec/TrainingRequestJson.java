package org.hasnas.files.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalLong;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.document.Fields;
import org.hasnas.document.Header;
import org.hasnas.document.JsonText;
import org.hasnas.document.Source;
import org.hasnas.document.Value;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.SearchSpace;
import org.hasnas.training.model.TrainingRequest;
import org.hasnas.training.model.TrainingSettings;

/** Training requests as JSON: {@code "format": "hasnas-training-request", "version": 1}, template and space embedded whole. */
public final class TrainingRequestJson {
    private static final Header HEADER = new Header("hasnas-training-request", 1);
    private static final List<String> KEYS = List.of("dataset", "template", "space", "architecture", "settings", "from");

    private TrainingRequestJson() {}

    public static String write(TrainingRequest request) {
        return JsonText.line(tree(request));
    }

    /** As part of another file. */
    public static JsonNode tree(TrainingRequest request) {
        ObjectNode tree = HEADER.start();
        tree.set("dataset", RequestMapping.write(request.dataset()));
        tree.set("template", TemplateMapping.write(request.template()));
        tree.set("space", SpaceMapping.write(request.space()));
        tree.put("architecture", request.architecture().text());
        tree.set("settings", TrainingMapping.write(request.settings()));
        request.from().ifPresent(training -> tree.put("from", training));
        return JsonText.camelCase(tree);
    }

    /** @param origin place of the text, for messages */
    public static TrainingRequest read(String json, String origin) throws HasnasException {
        return read(JsonText.parse(new Source(origin, Source.Kind.JSON), "training request", json));
    }

    /** Of a part of another file. */
    static TrainingRequest read(Value value) throws HasnasException {
        Source source = value.source();
        Fields fields = HEADER.fields(value, KEYS);
        DatasetReference dataset = RequestMapping.dataset(fields);
        NetworkTemplate template = TemplateMapping.read(fields);
        SearchSpace space = SpaceMapping.read(fields.fields("space", SpaceMapping.KEYS));
        String text = fields.text("architecture");
        Architecture architecture = source.checked(fields.at("architecture"), () -> Architecture.parse(text));
        source.checked(fields.at("architecture"), () -> Network.of(template, space, architecture));
        TrainingSettings settings = TrainingMapping.read(fields.fields("settings", TrainingMapping.KEYS),
                TrainingSettings.defaults(dataset.format()));
        OptionalLong from = fields.has("from") ? OptionalLong.of(fields.longInteger("from", 1, Long.MAX_VALUE)) : OptionalLong.empty();
        return new TrainingRequest(dataset, template, space, architecture, settings, from);
    }
}
