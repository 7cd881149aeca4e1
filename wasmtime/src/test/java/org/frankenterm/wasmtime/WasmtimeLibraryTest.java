package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.frankenterm.wasmtime.WasmtimeLibrary.Available;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WasmtimeLibraryTest {
    private static final String ALLOWED = "--enable-native-access=ALL-UNNAMED";

    @TempDir private Path temporary;

    @Test
    void load_here_availableAndUnchanged() {
        Available library = (Available) WasmtimeLibrary.load();
        assertThat(library).isEqualTo(WasmtimeLibrary.require());
        assertThat(library.file()).isRegularFile();
        assertThat(library.compiler()).isExecutable();
        assertThat(library.sha256()).matches("[0-9a-f]{64}");
        assertThat(library.verify()).isEmpty();
        assertThat(WasmtimeLibrary.WASMTIME_VERSION).matches("48\\.0\\.\\d+");
    }

    @Test
    void load_cacheThatIsAFile_aValueAndEngineNamesTheCure() throws Exception {
        Path file = Files.createFile(temporary.resolve("file"));
        ChildJvm child =
                ChildJvm.run(
                        LibraryProbe.class,
                        Map.of("XDG_CACHE_HOME", file.toString()),
                        List.of(ALLOWED));
        assertThat(child.output())
                .contains("Unavailable[reason=can't make the folder " + file)
                .contains(
                        "Engine.open: WasmtimeException: can't make the folder " + file,
                        "Wat.toBinary: WasmtimeException: can't make the folder " + file,
                        "Compiler.open: WasmtimeException: can't make the folder " + file)
                .contains("set XDG_CACHE_HOME to a folder you can write");
        assertThat(child.status()).isZero();
    }

    @Test
    void load_withoutNativeAccess_theOptionNamed() throws Exception {
        ChildJvm child =
                ChildJvm.run(LibraryProbe.class, Map.of(), List.of("--illegal-native-access=deny"));
        assertThat(child.output())
                .contains("Unavailable[reason=this Java may not load ")
                .contains("start it with --enable-native-access=org.frankenterm.wasmtime");
        assertThat(child.status()).isZero();
    }

    @Test
    void load_byManyProcessesAtOnce_eachHasIt() throws Exception {
        List<String> outputs = new ArrayList<>();
        Hammer.run(thread -> {
            if (thread < 3) {
                ChildJvm child =
                        ChildJvm.run(
                                LibraryProbe.class,
                                Map.of("XDG_CACHE_HOME", temporary.toString()),
                                List.of(ALLOWED));
                synchronized (outputs) {
                    outputs.add(child.output());
                }
            }
        });
        assertThat(outputs).hasSize(3).allMatch(text -> text.contains("Engine.open: opened"));
    }
}
