package org.hasnas.files.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.ConvolutionLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LayerListCsvTest {
    @TempDir
    private Path folder;

    /** Layers as height, kernel, stride, height of the output and behind its pooling. */
    private static List<List<Integer>> shapes(String list) throws HasnasException {
        return LayerListCsv.parse("NetWork.csv", list).stream().map(layer -> List.of(layer.inHeight(), layer.kernelSize(), layer.stride(),
                layer.outHeight(), layer.pooledHeight())).toList();
    }

    @Test
    void aListOfDnnNeuroSimHasNoHeader() throws HasnasException {
        String maps = "32,32,3,3,3,128,0,1\n32,32,128,3,3,256,1,2\n8,8,256,1,1,512,1,1\n1,1,8192,1,1,10,0,1\n";
        List<List<Integer>> expected = List.of(List.of(32, 3, 1, 32, 32), List.of(32, 3, 2, 16, 8), List.of(8, 1, 1, 8, 4), List.of(1, 1, 1, 1, 1));
        assertEquals(expected, shapes(maps));
        assertEquals(expected, shapes(maps.replaceFirst("32,32,3,", "34,34,3,").replaceFirst("32,32,128,", "34,34,128,")), "padding counted");
        List<ConvolutionLayer> layers = LayerListCsv.parse("NetWork.csv", maps);
        assertEquals(List.of(3, 128, 256, 8192), layers.stream().map(ConvolutionLayer::inChannels).toList());
        assertEquals(List.of(128, 256, 512, 10), layers.stream().map(ConvolutionLayer::outChannels).toList());
        assertEquals(1, layers.size() - ConvolutionLayer.withoutLinear(layers).size());
        assertEquals(3 * 9 * 128 + 128 * 9 * 256 + 256 * 512 + 81_920, ConvolutionLayer.weights(layers));
    }

    @Test
    void olderListsOfDnnNeuroSimHaveNoStride() throws HasnasException {
        assertEquals(List.of(List.of(16, 3, 1, 16, 8), List.of(1, 1, 1, 1, 1)), shapes("16,16,1,3,3,4,1\n1,1,256,1,1,10,0,\n\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "32,32,3,3,3,128 | line 1: the row has 6 values; a list without header has 8 in each row",
        "32,32,3,3,3,128,2,1 | followed_by_pooling: 2 is not from 0 to 1",
        "32,32,3,3,5,128,0,1 | the kernel is not square: 3x5",
        "2,2,3,3,3,128,0,1 | the kernel of 3 is larger than the map of 2x2",
        "-32,32,3,3,3,128,0,1 | height: -32 is not from 1 to",
    })
    void wrongRowsWithoutHeaderAreNamed(String list, String expected) {
        String message = assertThrows(HasnasException.class, () -> LayerListCsv.parse("NetWork.csv", list)).getMessage();
        assertTrue(message.contains(expected), message);
    }

    @Test
    void columnsMayComeInAnyOrderWithNamesKernelsAndComments() throws HasnasException {
        List<ConvolutionLayer> layers = LayerListCsv.parse("layers.csv", """
                # two layers
                name, out_channels,in_channels,kernel_size,out_dim,in_dim

                stem,64,3,3,32,32
                "conv, the second",128,64,1,16,32
                """);
        assertEquals(List.of("stem", "conv, the second"), layers.stream().map(ConvolutionLayer::name).toList());
        ConvolutionLayer second = layers.get(1);
        assertEquals(64, second.inChannels());
        assertEquals(128, second.outChannels());
        assertEquals(1, second.kernelSize());
        assertEquals(32, second.inHeight());
        assertEquals(32, second.inWidth());
        assertEquals(16, second.pooledHeight());
        assertEquals(16, second.pooledWidth());
        assertEquals(64 * 128, second.weights());
    }

    @Test
    void kernelAndNameHaveDefaults() throws HasnasException {
        List<ConvolutionLayer> layers = LayerListCsv.parse("layers.csv", "\ufeffin_channels,out_channels,in_dim,out_dim\r\n3,8,4,4\r\n8,8,4,2");
        assertEquals(List.of("layer1", "layer2"), layers.stream().map(ConvolutionLayer::name).toList());
        assertEquals(3, layers.getFirst().kernelSize());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "`in_channels,out_channels,in_dim\n3,8,4`                    | line 1: column 'out_dim' is missing",
        "`in_channels,out_channels,in_dim,out_dim,colour\n`          | line 1: unknown column 'colour'",
        "`in_channels,in_channels,in_dim,out_dim\n`                  | line 1: column 'in_channels' appears twice",
        "`in_channels,out_channels,in_dim,out_dim\n`                 | there is no layer below the header",
        "`in_channels,out_channels,in_dim,out_dim\n3,8,4\n`          | line 2: the row has 3 values, the header 4 columns",
        "`in_channels,out_channels,in_dim,out_dim\n3,8,4,4\n8,x,4,4` | line 3: column out_channels: 'x' is not a whole number",
        "`in_channels,out_channels,in_dim,out_dim\n3,8,4,0\n`        | line 2: column out_dim: 0 is not from 1 to",
        "`in_channels,out_channels,in_dim,out_dim\n3,,4,4\n`         | line 2: column out_channels: '' is not a whole number",
        "`in_channels,out_channels,in_dim,out_dim\n3,2000000,4,4\n`  | line 2: column out_channels: 2000000 is not from 1 to 1000000",
        "`in_channels,out_channels,in_dim,out_dim\n3,99999999999,4,4`| line 2: column out_channels: '99999999999' is not a whole number",
        "`# only a comment\n`                                        | there is no header",
        "`in_channels,out_channels,in_dim,out_dim\n\"3,8,4,4\n`      | is not a CSV file",
    })
    void mistakesAreToldWithLineAndColumn(String text, String expected) {
        HasnasException e = assertThrows(HasnasException.class, () -> LayerListCsv.parse("my.csv", text));
        assertEquals(ErrorCode.BAD_DATA, e.code());
        assertTrue(e.getMessage().startsWith("my.csv"), e.getMessage());
        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }

    @Test
    void filesAreReadAndTheirAbsenceIsTold() throws Exception {
        Path file = Files.writeString(folder.resolve("layers.csv"), "in_channels,out_channels,in_dim,out_dim\n3,8,4,4\n");
        assertEquals(1, LayerListCsv.read(file).size());
        assertEquals(ErrorCode.NOT_FOUND, assertThrows(HasnasException.class, () -> LayerListCsv.read(folder.resolve("none.csv"))).code());
        assertEquals(ErrorCode.IO, assertThrows(HasnasException.class, () -> LayerListCsv.read(folder)).code());
    }

    @Test
    void fileThatIsNoTextIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("layers.csv"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertEquals(ErrorCode.BAD_DATA, assertThrows(HasnasException.class, () -> LayerListCsv.read(file)).code());
    }

    @Test
    void whatSpreadsheetsMakeOfAListIsReadAll() throws Exception {
        String plain = "name,in_channels,out_channels,in_dim,out_dim\nstem,3,64,32,32\nconv,64,64,32,16\n";
        String spread = "Name,IN_channels,Out Channels,in_dim,out_dim,\r\n,,,,,\r\nstem,3,64,32,32,\r\n\r\nconv,64,64,32,16,\r\n,,,,,\r\n";
        assertEquals(LayerListCsv.parse("plain", plain), LayerListCsv.parse("spread", spread));
        HasnasException refused = assertThrows(HasnasException.class, () -> LayerListCsv.parse("odd", plain + "\"a\"b,1,1,1,1\n"));
        assertFalse(refused.getMessage().contains("apache"), refused.getMessage());
    }
}
