package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.frankenterm.wasmtime.testing.ModuleBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompilerHammerTest {
    @TempDir private Path temporary;

    /// Each child makes a folder that must not be there, and removes it again.
    @Test
    void compile_fromManyThreads_oneAtATime() throws Exception {
        Path program = temporary.resolve("compiler");
        Files.writeString(
                program,
                """
                #!/bin/sh
                mkdir "$0.alone" || exit 1
                cat
                rmdir "$0.alone"
                """);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        Compiler compiler = new Compiler(new WasmtimeLibrary.Available(program, program, "0"));
        Hammer.run(thread -> {
            byte[] wasm =
                    ModuleBuilder.withMemory().exportedFunction("f" + thread, "()->()").build();
            for (int i = 0; i < 3; i++) {
                assertThat(compiler.compile(wasm, CompileLimits.of(1))).isEqualTo(wasm);
            }
        });
    }
}
