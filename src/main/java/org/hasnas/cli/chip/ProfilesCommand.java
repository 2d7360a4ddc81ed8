package org.hasnas.cli.chip;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hasnas.chip.model.CatalogEntry;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.ProfileSheet;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.cli.console.ReportCommand;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Report;
import org.hasnas.cli.report.TextTable;
import org.hasnas.error.HasnasException;
import org.hasnas.workbench.cost.Costs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hasnas profiles}: the chips of the physical model, and where each of their numbers comes from. */
@Command(name = "profiles", description = "Lists the hardware profiles of the program, for --hardware; or all values of one and the constants of its"
        + " catalogue, each with its unit and source.",
        footer = {
            "  hasnas profiles",
            "  hasnas profiles neurosim-22nm-rram",
            "  hasnas profiles chips/mine.json --json"})
public final class ProfilesCommand extends ReportCommand {
    @Parameters(arity = "0..1", paramLabel = "PROFILE", description = "A profile of the program, or a file.")
    private Optional<String> profile = Optional.empty();

    public ProfilesCommand(Session session) {
        super(session);
    }

    @Override
    protected Report report() throws HasnasException {
        Costs costs = session().workbench().costs();
        if (profile.isEmpty()) {
            return new Listing(costs.profiles());
        }
        PhysicalSettings chip = costs.physical(profile.get(), "", Path.of(""), new SpikeRateSource.Measured(0));
        return new Sources(chip, costs.profileSheet(chip, Path.of("")), costs.constants(chip));
    }

    private record Listing(List<HardwareProfile> profiles) implements Report {
        @Override
        public void text(PrintStream out) {
            TextTable table = new TextTable("profile", "<catalogue", "<description");
            profiles.forEach(one -> table.row(one.id(), one.catalog(), one.description()));
            table.print(out);
        }

        @Override
        public JsonDocument json() {
            return JsonDocument.of("hasnas-profiles", 1).put("profiles", profiles.stream().map(one -> new JsonDocument().put("id", one.id())
                    .put("catalog", one.catalog()).put("description", one.description())).toList());
        }
    }

    private record Sources(PhysicalSettings chip, ProfileSheet sheet, List<CatalogEntry> constants) implements Report {
        @Override
        public void text(PrintStream out) {
            TextTable values = new TextTable("value", "<is", "<source");
            sheet.values().forEach((key, value) -> values.row(key, value, sheet.source(key)));
            values.print(out);
            out.println();
            out.println("Constants of " + chip.profile().catalog() + " (" + chip.catalogHash().substring(0, 12) + "):");
            TextTable table = new TextTable("constant", "value", "<unit", "<valid for", "<source");
            constants.forEach(entry -> table.row(entry.key(), entry.value().toPlainString(), entry.unit().symbol(), entry.validRange().orElse(""),
                    entry.source().citation() + ": " + entry.source().where()));
            table.print(out);
            constants.forEach(entry -> entry.caveat().ifPresent(caveat -> out.println("  " + entry.key() + ": " + caveat)));
        }

        @Override
        public JsonDocument json() {
            return JsonDocument.of("hasnas-profile", 1).put("profile", chip.profileName())
                    .put("values", sheet.values().entrySet().stream().map(value -> new JsonDocument().put("key", value.getKey())
                            .put("value", value.getValue()).put("source", sheet.source(value.getKey()))).toList())
                    .put("catalog", chip.profile().catalog()).put("catalog_hash", chip.catalogHash())
                    .put("constants", constants.stream().map(Sources::json).toList());
        }

        private static JsonDocument json(CatalogEntry entry) {
            return new JsonDocument().put("key", entry.key()).put("value", entry.value().doubleValue()).put("unit", entry.unit().symbol())
                    .put("description", entry.description()).put("valid_range", entry.validRange().orElse(""))
                    .put("scaling_law", entry.scalingLaw().orElse("")).put("source", entry.source().citation())
                    .put("where", entry.source().where()).put("formula", entry.formula().orElse("")).put("caveat", entry.caveat().orElse(""));
        }
    }
}
