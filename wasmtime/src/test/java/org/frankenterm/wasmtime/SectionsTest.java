package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.frankenterm.wasmtime.testing.ModuleBuilder;
import org.frankenterm.wasmtime.testing.UnsupportedModules;
import org.frankenterm.wasmtime.testing.WasmBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SectionsTest {

    private static final byte[] PREAMBLE = {0, 'a', 's', 'm', 1, 0, 0, 0};

    @Test
    void of_nothing_refused() {
        assertThat(Refusals.malformed(new byte[0])).isEqualTo("the file is empty");
    }

    @ParameterizedTest
    @CsvSource({"1", "4", "7"})
    void of_partOfThePreamble_refused(int length) {
        assertThat(Refusals.malformed(Arrays.copyOf(PREAMBLE, length)))
                .isEqualTo(
                        "the module is truncated: of the eight bytes that every module begins"
                                + " with it has "
                                + length);
    }

    static Stream<Arguments> otherFiles() {
        return Stream.of(
                Arguments.of("(module (func))", "WebAssembly text"),
                Arguments.of("\n ;; a\n;;b\n  (module)", "WebAssembly text"),
                Arguments.of("(component)", "the text of a WebAssembly component"),
                Arguments.of("\037\213\b\0", "gzip-compressed"),
                Arguments.of("(\265/\375\0", "zstd-compressed"),
                Arguments.of("\3757zXZ\0", "xz-compressed"),
                Arguments.of("PK\3\4....", "a ZIP archive or a package"),
                Arguments.of("!<arch>\n...", "a static library"),
                Arguments.of("BC\300\336", "LLVM bitcode"),
                Arguments.of("\177ELF\2\1\1", "ELF"),
                Arguments.of("MZ\220\0", "a Windows program"),
                Arguments.of("\317\372\355\376", "a macOS program"),
                Arguments.of("\312\376\272\276\0", "a Java class file"),
                Arguments.of("version https://git-lfs.github.com/spec/v1", "a Git LFS pointer"),
                Arguments.of("#!/bin/sh", "a script"),
                Arguments.of("<!DOCTYPE html><html>", "a web page"),
                Arguments.of("<?xml version='1.0'?>", "HTML or XML"));
    }

    @ParameterizedTest
    @MethodSource("otherFiles")
    void of_otherFile_refusedWithWhatItSeemsToBe(String start, String kind) {
        assertThat(Refusals.malformed(start.getBytes(StandardCharsets.ISO_8859_1)))
                .startsWith("this is not WebAssembly: it seems to be " + kind);
    }

    @Test
    void of_unknownFile_refused() {
        assertThat(Refusals.malformed("hello".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("this is not WebAssembly");
    }

    @Test
    void of_component_refusedWithWhatToBuild() {
        assertThat(Refusals.unsupported(UnsupportedModules.component()))
                .isEqualTo(
                        "this is a WebAssembly component, and only core modules run here; build"
                                + " for wasm32-wasip1, not wasm32-wasip2");
    }

    @Test
    void of_versionTwo_refused() {
        byte[] module = PREAMBLE.clone();
        module[4] = 2;
        assertThat(Refusals.unsupported(module))
                .isEqualTo(
                        "this is WebAssembly of version 2 (layer 0), and only version 1 is known");
    }

    @Test
    void next_unknownNumber_refused() {
        assertThat(Refusals.malformed(with(14, 0)))
                .startsWith("no section has number 14")
                .endsWith("(at byte 8)");
    }

    @Test
    void next_textBehindTheModule_refused() {
        byte[] trailing = with('E', 'O', 'F');
        assertThat(Refusals.malformed(trailing)).contains("something else follows");
    }

    @Test
    void next_zeroesBehindTheModule_refused() {
        assertThat(Refusals.malformed(with(0, 0, 0, 0)))
                .startsWith("the custom section is truncated");
    }

    @Test
    void next_outOfOrder_refused() {
        assertThat(Refusals.malformed(with(3, 1, 0, 1, 1, 0)))
                .isEqualTo("the type section stands behind the function section (at byte 11)");
    }

    @Test
    void next_dataCountBehindCode_refused() {
        assertThat(Refusals.malformed(with(10, 1, 0, 12, 1, 0)))
                .isEqualTo("the data count section stands behind the code section (at byte 11)");
    }

    @Test
    void next_twice_refused() {
        assertThat(Refusals.malformed(with(1, 1, 0, 1, 1, 0)))
                .isEqualTo("there is a second type section (at byte 11)");
    }

    @Test
    void next_longerThanTheModule_refused() {
        assertThat(Refusals.malformed(with(10, 0x88, 0x27, 1, 2)))
                .isEqualTo(
                        "the module is truncated: its code section has 5,000 bytes and 2 of them"
                                + " are there; build or copy it again (at byte 8)");
    }

    @Test
    void next_cutInTheHeader_refused() {
        assertThat(Refusals.malformed(with(10, 0x88)))
                .startsWith("the header of the code section is truncated");
    }

    @Test
    void next_sizeInSixBytes_refused() {
        assertThat(Refusals.malformed(with(1, 0x81, 0x80, 0x80, 0x80, 0x80, 0, 0)))
                .startsWith("a number in the header of the type section is longer");
    }

    @Test
    void next_contentShorterThanTheSection_refused() {
        assertThat(Refusals.malformed(new ModuleBuilder().section(1, new byte[] {0, 7, 7})))
                .isEqualTo("the type section is 2 bytes longer than what it holds (at byte 11)");
    }

    private static byte[] with(int... bytes) {
        return new WasmBytes().put(PREAMBLE).put(bytes).toByteArray();
    }
}
