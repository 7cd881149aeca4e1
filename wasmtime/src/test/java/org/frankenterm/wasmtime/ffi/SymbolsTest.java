package org.frankenterm.wasmtime.ffi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SymbolsTest {
    private static final Path LIBRARY = Path.of("/lib/x.so");

    @Test
    void requireVersion_another_refusedWithBoth() {
        assertThatThrownBy(() -> Symbols.requireVersion(LIBRARY, "36.0.2"))
                .isInstanceOf(LibraryUnavailable.class)
                .hasMessage(
                        "/lib/x.so has Wasmtime 36.0.2 in it and this build needs %s; build again from a clean clone",
                        Symbols.WASMTIME_VERSION);
    }

    @Test
    void requireVersion_theSame_accepted() {
        assertThatCode(() -> Symbols.requireVersion(LIBRARY, Symbols.WASMTIME_VERSION))
                .doesNotThrowAnyException();
    }

    @Test
    void file_loaded_theSameAlways() {
        assertThat(Symbols.file()).isSameAs(Symbols.file());
        assertThat(Symbols.file().library()).isRegularFile();
    }

    @Test
    void bind_noSuchFunction_cureNamed() {
        assertThatThrownBy(() -> Symbols.bind("wasmtime_no_such_function", 1))
                .isInstanceOf(LibraryUnavailable.class)
                .hasMessage(
                        "the native library has no function wasmtime_no_such_function; build again from a clean clone");
    }
}
