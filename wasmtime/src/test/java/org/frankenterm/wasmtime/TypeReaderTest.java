package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.frankenterm.wasmtime.testing.ModuleBuilder;
import org.frankenterm.wasmtime.testing.UnsupportedModules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeReaderTest {

    static Stream<Arguments> proposals() {
        String gc = "garbage-collected types or typed references";
        String threads = "shared memory (threads)";
        return Stream.of(
                Arguments.of(gc, UnsupportedModules.gcStruct()),
                Arguments.of(gc, UnsupportedModules.gcArray()),
                Arguments.of(gc, UnsupportedModules.gcRecursion()),
                Arguments.of(gc, UnsupportedModules.gcReference()),
                Arguments.of("host references (externref)", UnsupportedModules.externref()),
                Arguments.of("WebAssembly exceptions", UnsupportedModules.tag()),
                Arguments.of(threads, UnsupportedModules.sharedMemory()),
                Arguments.of(threads, UnsupportedModules.importedSharedMemory()),
                Arguments.of("64-bit memory", UnsupportedModules.memory64()),
                Arguments.of("more than one memory", UnsupportedModules.multiMemory()),
                Arguments.of("custom memory page sizes", UnsupportedModules.customPageSize()),
                Arguments.of("continuations", types(0x5d, 0)));
    }

    @ParameterizedTest
    @MethodSource("proposals")
    void read_proposal_refusedWithACure(String what, byte[] wasm) {
        assertThat(Refusals.unsupported(wasm))
                .startsWith("the module needs " + what + ", which this host does not offer; ")
                .matches(".*; (build|pass) .* \\(at byte \\d+\\)");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x4c, 0x4d, 0x4e, 0x4f, 0x50, 0x5e, 0x5f, 0x5d, 0x65})
    void section_otherForms_unsupported(int form) {
        assertThat(Refusals.unsupported(types(form, 0))).contains("does not offer");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0x63, 0x64, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x71, 0x72, 0x73, 0x74})
    void valType_otherReferences_unsupported(int code) {
        assertThat(Refusals.unsupported(types(0x60, 1, code, 0))).contains("does not offer");
    }

    @Test
    void section_unknownForm_refused() {
        assertThat(Refusals.malformed(types(0x61, 0, 0)))
                .isEqualTo("type 0 has the unknown form 0x61 (at byte 11)");
    }

    @Test
    void valType_unknown_refused() {
        assertThat(Refusals.malformed(types(0x60, 1, 0x40, 0)))
                .isEqualTo("there is no value type 0x40 (at byte 13)");
    }

    @Test
    void section_cutOff_refusedWithSectionAndOffset() {
        assertThat(Refusals.malformed(types(0x60, 2, 0x7f)))
                .isEqualTo("type 0 declares more parameters than it has room for (at byte 12)");
    }

    @ParameterizedTest
    @CsvSource({
        "1,2,1,'2 to 1 pages are declared, 65,536 is the most'",
        "1,0,65537,'0 to 65,537 pages are declared, 65,536 is the most'",
        "16,1,1,limits are marked 0x10"
    })
    void memoryType_impossible_refused(int flags, long min, long max, String message) {
        assertThat(Refusals.malformed(new ModuleBuilder().memory(flags, min, max)))
                .startsWith(message);
    }

    @Test
    void tableType_ofNumbers_refused() {
        ModuleBuilder module = new ModuleBuilder().section(4, new byte[] {1, 0x7f, 0, 1});
        assertThat(Refusals.malformed(module)).startsWith("i32 is no reference type");
    }

    @Test
    void tableType_withInitialValue_unsupported() {
        byte[] table = {1, 0x40, 0, 0x70, 0, 1, (byte) 0xd0, 0x70, 0x0b};
        assertThat(Refusals.unsupported(new ModuleBuilder().section(4, table)))
                .contains("typed references");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void globalType_shared_unsupported(int flags) {
        byte[] global = {1, 0x7f, (byte) flags, 0x41, 0, 0x0b};
        assertThat(Refusals.unsupported(new ModuleBuilder().section(6, global)))
                .contains("shared memory (threads)");
    }

    @Test
    void globalType_unknownFlags_refused() {
        ModuleBuilder module =
                new ModuleBuilder().section(6, new byte[] {1, 0x7f, 4, 0x41, 0, 0x0b});
        assertThat(Refusals.malformed(module)).startsWith("a global is marked 0x04");
    }

    /// A module with one type, given as it stands in a module.
    private static byte[] types(int... bytes) {
        byte[] section = new byte[bytes.length + 1];
        section[0] = 1;
        for (int i = 0; i < bytes.length; i++) {
            section[i + 1] = (byte) bytes[i];
        }
        return new ModuleBuilder().section(1, section).build();
    }
}
