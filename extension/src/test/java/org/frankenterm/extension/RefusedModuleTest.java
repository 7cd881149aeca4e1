package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.wasmtime.Wat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Modules that can't be loaded, each with its own message.
class RefusedModuleTest {
    private static final String HANDLER = "(func (export \"on_event\"))";

    @TempDir private Path folder;
    private HostFixture fixture;

    @BeforeEach
    void open() {
        fixture = HostFixture.in(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private ExtensionException refused(byte[] wasm) {
        Path made = fixture.write("guest", HostFixture.HOOK, wasm);
        return catchThrowableOfType(
                ExtensionException.class, () -> fixture.host.load(LoadRequest.of(made)));
    }

    private void assertRefused(byte[] wasm, ErrorCode code, String why) {
        ExtensionException refused = refused(wasm);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.message())
                .isEqualTo("can't load the module of %s: %s", folder.resolve("guest"), why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "env.ft_logg|()|, which this host doesn't offer; did you mean env.ft_log?",
                "env.nothing_like_it|()|, which this host doesn't offer",
                "frankentrm.xyz|()|, which this host doesn't offer; did you mean frankenterm?",
                "index.xyz|()|, which this host doesn't offer; its modules are env, frankenterm, wasi_snapshot_preview1",
                "index.ft_log|()|, which this host doesn't offer; it offers env.ft_log and frankenterm.ft_log",
                "env.fd_write|()|, which this host doesn't offer; it offers wasi_snapshot_preview1.fd_write",
                "wasi_unstable.fd_write|()|, which this host doesn't offer; it offers wasi_snapshot_preview1.fd_write",
                "env.ft_log|(param i32 i32) (result i32)|' as (i32,i32)->i32; this host''s has type (i32,i32,i32)->()'"
            })
    void load_importNotOffered_nearestNamed(String name, String type, String why) {
        int dot = name.indexOf('.');
        String function = type.equals("()") ? "" : type;
        assertRefused(
                Wat.toBinary(
                        "(module (import \"%s\" \"%s\" (func %s)) %s)"
                                .formatted(
                                        name.substring(0, dot),
                                        name.substring(dot + 1),
                                        function,
                                        HANDLER)),
                ErrorCode.UNKNOWN_IMPORT,
                "it imports " + name + why);
    }

    @Test
    void load_manyImportsNotOffered_allAtOnceUpToALimit() {
        StringBuilder imports = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            imports.append("(import \"env\" \"no_such_thing_").append(i).append("\" (func))");
        }
        ExtensionException refused = refused(Wat.toBinary("(module " + imports + HANDLER + ")"));
        assertThat(refused.code()).isEqualTo(ErrorCode.UNKNOWN_IMPORT);
        assertThat(refused.problems())
                .hasSize(21)
                .startsWith("it imports env.no_such_thing_0, which this host doesn't offer")
                .endsWith("and 30 more");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(func (export \"on_evemt\"))|it exports no function \"on_event\"; did you mean \"on_evemt\"?",
                "(func (export \"other\"))|it exports no function \"on_event\"; export it (Rust: #[no_mangle] pub extern \"C\", C: export_name)",
                "(func (export \"on_event\") (param i32 i32 i32))|its function \"on_event\" has type (i32,i32,i32)->(); it must be ()->() or ()->i32",
                "(func (export \"on_event\") (result i64) (i64.const 1))|its function \"on_event\" has type ()->i64; it must be ()->() or ()->i32",
                "(func (export \"on_event\") (result i32 i32) (i32.const 1) (i32.const 1))|its function \"on_event\" has type ()->(i32,i32); it must be ()->() or ()->i32",
                "(global (export \"on_event\") i32 (i32.const 1))|its export \"on_event\" is no function",
                "(table (export \"on_event\") 1 funcref)|its export \"on_event\" is no function",
                "(import \"env\" \"ft_abi_version\" (func $f (result i32))) (export \"on_event\" (func $f))|its export \"on_event\" is one of its imports"
            })
    void load_handlerThatIsNone_refused(String fields, String why) {
        assertRefused(Wat.toBinary("(module " + fields + ")"), ErrorCode.INVALID_HANDLER, why);
    }

    @Test
    void load_handlerIsTheMemory_refused() {
        assertRefused(
                Wat.toBinary("(module (memory (export \"on_event\") 1))"),
                ErrorCode.INVALID_MODULE,
                "the module exports its memory as \"on_event\"; the memory, and nothing else, is exported as \"memory\" (at byte 16)");
    }

    @Test
    void load_memoryImported_refused() {
        assertThat(
                        refused(
                                        Wat.toBinary(
                                                "(module (import \"env\" \"memory\" (memory 1))"
                                                        + HANDLER
                                                        + ")"))
                                .message())
                .contains("a guest imports functions only");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|the file is empty",
                "68656c6c6f|this is not WebAssembly",
                "286d6f64756c6529|this is not WebAssembly: it seems to be WebAssembly text; assemble it with wat2wasm or wasm-tools parse",
                "0061736d0d000100|this is a WebAssembly component, and only core modules run here; build for wasm32-wasip1, not wasm32-wasip2"
            })
    void load_notAModule_saysWhatItIs(String bytes, String why) {
        assertRefused(HexFormat.of().parseHex(bytes), ErrorCode.INVALID_MODULE, why);
    }

    @Test
    void load_truncatedAnywhere_refused() {
        byte[] whole = Wat.toBinary("(module " + HANDLER + ")");
        for (int length = 1; length < whole.length; length++) {
            ExtensionException refused = refused(Arrays.copyOf(whole, length));
            assertThat(refused.code()).isIn(ErrorCode.INVALID_MODULE, ErrorCode.INVALID_HANDLER);
        }
    }

    @Test
    void load_fortyMebibytes_refusedBySize() {
        ExtensionException refused = refused(new byte[40 << 20]);
        assertThat(refused.code()).isEqualTo(ErrorCode.MODULE_LIMIT);
        assertThat(refused.message())
                .endsWith(
                        "a module has at most 32 MiB, this one has more; build it optimised and stripped");
    }

    @Test
    void load_invalidInstructions_refusedByTheValidator() {
        // the handler has no result, and its body leaves an i32 behind
        byte[] wasm =
                HexFormat.of()
                        .parseHex(
                                "0061736d0100000001040160000003020100"
                                        + "070c01086f6e5f6576656e740000"
                                        + "0a0601040041000b");
        ExtensionException refused = refused(wasm);
        assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_MODULE);
        assertThat(refused.message()).contains("type mismatch").hasSizeLessThan(1024);
    }
}
