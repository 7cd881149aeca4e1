package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.frankenterm.wasmtime.ModuleRejected.Reason;
import org.frankenterm.wasmtime.testing.AttackModules;
import org.frankenterm.wasmtime.testing.ModuleBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// ATTACKS A3: whatever a module costs, it costs a child.
class CompilerTest {
    private static final CompileLimits ONE_SECOND = new CompileLimits(2048L << 20, 1);
    private static final long MAX_GROWTH = 100L << 20;
    static final Iterable<String> ATTACKS = AttackModules.ALL.keySet();

    @TempDir private Path temporary;

    private static byte[] attack(String name) {
        return Objects.requireNonNull(AttackModules.ALL.get(name)).get();
    }

    private static ModuleRejected refusal(Compiler compiler, byte[] wasm, CompileLimits limits) {
        ModuleRejected refusal =
                catchThrowableOfType(ModuleRejected.class, () -> compiler.compile(wasm, limits));
        return Objects.requireNonNull(refusal, "refusal");
    }

    @Test
    void compile_goodModule_runs() throws Exception {
        byte[] wasm = Wat.toBinary("(module (func (export \"f\") (result i32) (i32.const 7)))");
        byte[] code = Compiler.open().compile(wasm, CompileLimits.of(wasm.length));
        ModuleStructure structure = ModuleStructure.read(wasm, ModuleLimits.EXTENSION);
        try (CompiledModule module = CompiledModule.deserialize(Guest.ENGINE, code, structure)) {
            assertThat(module.callable("f")).hasToString("()->i32");
        }
    }

    /// Refused by structure, in time by its child, or harmless: three ways to be none.
    @ParameterizedTest
    @FieldSource("ATTACKS")
    void compile_attack_refusedOrHarmless(String name) throws IOException {
        byte[] wasm = attack(name);
        long before = ResidentSet.bytes();
        try {
            ModuleStructure.read(wasm, ModuleLimits.EXTENSION);
            byte[] code = Compiler.open().compile(wasm, ONE_SECOND);
            assertThat(name).isIn("demangle", "loops-100x1000");
            assertThat(code).hasSizeLessThan(8 << 20);
        } catch (ModuleRejected rejected) {
            assertThat(rejected.reason()).isEqualTo(Reason.LIMIT);
            assertThat(rejected).hasMessageMatching("[ -~]{20,600}");
        }
        assertThat(ResidentSet.bytes() - before).isLessThan(MAX_GROWTH);
    }

    @Test
    void compile_moreTimeThanGiven_itsSentence() throws Exception {
        byte[] wasm = AttackModules.nestedLoops(2_000, 998);
        assertThat(ModuleStructure.read(wasm, ModuleLimits.EXTENSION).exports())
                .as("within the structural limits")
                .containsKey("on_reload");
        ModuleRejected refusal = refusal(Compiler.open(), wasm, ONE_SECOND);
        assertThat(refusal.reason()).isEqualTo(Reason.LIMIT);
        assertThat(refusal)
                .hasMessage(
                        "compiling it takes more than the 1 s that a module of its size gets; simplify its largest functions");
    }

    @Test
    void compile_moreMemoryThanGiven_itsSentence() {
        CompileLimits tight = new CompileLimits(96L << 20, 30);
        ModuleRejected refusal = refusal(Compiler.open(), attack("loops-100x1000"), tight);
        assertThat(refusal.reason()).isEqualTo(Reason.LIMIT);
        assertThat(refusal)
                .hasMessage(
                        "compiling it takes more than the 96 MiB of memory a module gets; simplify its largest functions");
    }

    @Test
    void compile_invalidModule_theValidatorsSentence() {
        byte[] wasm = ModuleBuilder.withMemory().function("()->i32", new byte[] {0, 0x0b}).build();
        ModuleRejected refusal = refusal(Compiler.open(), wasm, CompileLimits.of(wasm.length));
        assertThat(refusal.reason()).isEqualTo(Reason.MALFORMED);
        assertThat(refusal).hasMessageContaining("type mismatch");
    }

    /// Stands for the compiler: counts its runs beside itself, then does as it is told.
    private Compiler script(String does) throws IOException {
        Path program = temporary.resolve("compiler");
        Files.writeString(program, "#!/bin/sh\necho run >> \"$0.runs\"\n" + does + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return new Compiler(
                new WasmtimeLibrary.Available(temporary.resolve("library"), program, "0"));
    }

    private long runs() throws IOException {
        try (var lines = Files.lines(temporary.resolve("compiler.runs"))) {
            return lines.count();
        }
    }

    @Test
    void compile_refusedBefore_noSecondChild() throws IOException {
        Compiler compiler = script("echo 'not valid' >&2; exit 2");
        byte[] wasm = ModuleBuilder.withMemory().build();
        CompileLimits limits = CompileLimits.of(wasm.length);
        for (int i = 0; i < 3; i++) {
            assertThat(refusal(compiler, wasm, limits)).hasMessage("not valid\\u{a}");
        }
        assertThat(runs()).isEqualTo(1);
        refusal(compiler, wasm, ONE_SECOND);
        assertThat(runs()).as("other limits, another try").isEqualTo(2);
    }

    @Test
    void compile_compilerWithoutItsLibrary_ourTroubleAndNotRemembered() throws IOException {
        Compiler compiler = script("printf 'no library' >&2; exit 3");
        byte[] wasm = ModuleBuilder.withMemory().build();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> compiler.compile(wasm, ONE_SECOND))
                    .isInstanceOf(WasmtimeException.class)
                    .hasMessageEndingWith("/compiler can't work: no library");
        }
        assertThat(runs()).isEqualTo(2);
    }

    @Test
    void compile_childThatNeverEnds_killedAtItsWallTime() throws IOException {
        assertThat(refusal(script("exec sleep 1000"), new byte[8 << 20], ONE_SECOND))
                .as("custom sections are dropped first")
                .hasMessageContaining("WebAssembly");
        byte[] wasm = ModuleBuilder.withMemory().build();
        assertThat(refusal(script("exec sleep 1000"), wasm, ONE_SECOND))
                .hasMessageStartingWith("compiling it takes more than the 1 s");
    }

    @Test
    void compile_childThatTalksAndTalks_heardAndCut() throws IOException {
        Compiler compiler = script("head -c 1000000 /dev/zero | tr '\\0' x >&2; exit 2");
        byte[] wasm = ModuleBuilder.withMemory().build();
        assertThat(refusal(compiler, wasm, CompileLimits.of(1)).getMessage())
                .matches("x{512}\\.\\.\\.");
    }

    @Test
    void compile_childThatDies_itsStatus() throws IOException {
        Compiler compiler = script("kill -SEGV $$");
        byte[] wasm = ModuleBuilder.withMemory().build();
        assertThat(refusal(compiler, wasm, CompileLimits.of(1)))
                .hasMessageStartingWith("the compiler ended with status 139");
    }

    @Test
    void compile_environmentOfTheChild_empty() throws Exception {
        Compiler compiler =
                script("tr '\\0' '\\n' < /proc/$$/environ | grep -v '^_\\|^PWD\\|^SHLVL' | cat");
        byte[] wasm = ModuleBuilder.withMemory().build();
        assertThat(compiler.compile(wasm, CompileLimits.of(1))).isEmpty();
    }

    @Test
    void compile_noProgram_sentenceWithCure() {
        Path nowhere = temporary.resolve("nothing");
        Compiler compiler = new Compiler(new WasmtimeLibrary.Available(nowhere, nowhere, "0"));
        assertThatThrownBy(() -> compiler.compile(ModuleBuilder.withMemory().build(), ONE_SECOND))
                .isInstanceOf(WasmtimeException.class)
                .hasMessageStartingWith("can't run the compiler " + nowhere)
                .hasMessageEndingWith("delete its folder, and it is put there again");
    }

    @Test
    void compile_interruptedThread_notRemembered() throws Exception {
        Compiler compiler =
                script(
                        "[ $(wc -l < \"$0.runs\") = 2 ] && exec cat; exec >&- 2>&-; exec sleep 1000");
        byte[] wasm = ModuleBuilder.withMemory().build();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> compiler.compile(wasm, ONE_SECOND))
                .isInstanceOf(WasmtimeException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(compiler.compile(wasm, ONE_SECOND)).isEqualTo(wasm);
    }
}
