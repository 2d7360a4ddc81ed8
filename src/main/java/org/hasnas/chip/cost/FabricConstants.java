package org.hasnas.chip.cost;

import java.util.Set;
import org.hasnas.chip.catalog.ComponentCatalog;
import org.hasnas.chip.model.CatalogUnit;
import org.hasnas.error.HasnasException;

/**
 * What a mesh of routers and memory outside the chip take, by the catalogue {@value #ID}.
 *
 * @param hash of the catalogue's content
 * @param hopPicojoules of a packet at the node of {@code hopReferencePicojoules}
 * @param hopReferencePicojoules of a LIF update at that node
 * @param packetNanoseconds between two packets at a tile
 * @param routerSquareMicrometres at a feature size of {@code routerNanometres}
 * @param bitPicojoules of a bit from DRAM
 * @param bitNanoseconds likewise
 */
record FabricConstants(String hash, double hopPicojoules, double hopReferencePicojoules, double hopNanoseconds, double packetNanoseconds,
        double routerSquareMicrometres, double routerNanometres, double bitPicojoules, double bitNanoseconds) {
    static final String ID = "between-tiles";
    private static final Set<String> KEYS = Set.of("mesh.hop.energy", "mesh.hop.reference", "mesh.hop.time", "mesh.packet.time", "mesh.router.area",
            "mesh.router.feature", "dram.energy", "dram.bit.time");

    /** @throws HasnasException BAD_DATA if the program's catalogue is not as it has to be */
    static FabricConstants read() throws HasnasException {
        ComponentCatalog catalog = ComponentCatalog.bundled(ID);
        catalog.requireOnly(KEYS);
        return new FabricConstants(catalog.contentHash(), catalog.value("mesh.hop.energy", CatalogUnit.PICOJOULE),
                catalog.value("mesh.hop.reference", CatalogUnit.PICOJOULE), catalog.value("mesh.hop.time", CatalogUnit.NANOSECOND),
                catalog.value("mesh.packet.time", CatalogUnit.NANOSECOND), catalog.value("mesh.router.area", CatalogUnit.SQUARE_MICROMETRE),
                catalog.value("mesh.router.feature", CatalogUnit.NANOMETRE), catalog.value("dram.energy", CatalogUnit.PICOJOULE_PER_BIT),
                catalog.value("dram.bit.time", CatalogUnit.NANOSECOND));
    }
}
