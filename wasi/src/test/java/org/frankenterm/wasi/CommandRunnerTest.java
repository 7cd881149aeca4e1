package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.frankenterm.wasmtime.Caller;
import org.frankenterm.wasmtime.CompileLimits;
import org.frankenterm.wasmtime.CompiledModule;
import org.frankenterm.wasmtime.Compiler;
import org.frankenterm.wasmtime.Engine;
import org.frankenterm.wasmtime.ModuleLimits;
import org.frankenterm.wasmtime.ModuleRejected;
import org.frankenterm.wasmtime.ModuleStructure;
import org.frankenterm.wasmtime.Outcome;
import org.frankenterm.wasmtime.Wat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandRunnerTest {
    private static final Outcome DONE = new Outcome.Returned(0);

    private static Engine engine;
    private static CommandRunner runner;

    @BeforeAll
    static void open() {
        engine = Engine.open();
        runner = CommandRunner.open(engine);
    }

    @AfterAll
    static void close() {
        runner.close();
        engine.close();
    }

    @Test
    void run_returns_isDone() throws Exception {
        assertThat(run("", CommandRunner.Limits.NONE)).isEqualTo(DONE);
    }

    @ParameterizedTest
    @CsvSource({"0", "7", "255", "-1"})
    void run_exits_itsStatus(int status) throws Exception {
        assertThat(run("i32.const %d call $exit".formatted(status), CommandRunner.Limits.NONE))
                .isEqualTo(new Outcome.Exited(status));
    }

    @Test
    void run_traps_saysWhere() throws Exception {
        Outcome outcome = run("unreachable", CommandRunner.Limits.NONE);

        assertThat(outcome).isInstanceOf(Outcome.Trapped.class);
        assertThat(((Outcome.Trapped) outcome).frames()).hasSize(1);
    }

    @Test
    void run_fuelUsedUp_stops() throws Exception {
        CommandRunner.Limits limits =
                new CommandRunner.Limits(1 << 20, 1_000_000, Optional.empty());

        assertThat(run("(loop br 0)", limits)).isInstanceOf(Outcome.OutOfFuel.class);
    }

    @Test
    @Timeout(60)
    void run_timeOver_stopsComputing() throws Exception {
        assertThat(run("(loop br 0)", within(Duration.ofMillis(50))))
                .isInstanceOf(Outcome.Interrupted.class);
    }

    @Test
    @Timeout(60)
    void run_stuckInAHostCall_isLeftBehind() throws Exception {
        CountDownLatch ends = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        WasiListener stuck =
                new WasiListener() {
                    @Override
                    public void enter(WasiFunction function, Caller caller) {
                        awaitUninterruptibly(ends);
                    }

                    @Override
                    public void leave(WasiFunction function, Caller caller, WasiCall call) {
                        left.countDown();
                    }
                };
        try (CompiledModule program = compile("i32.const 0 i32.const 0 call $sizes drop")) {
            Outcome outcome =
                    runner.run(
                            program,
                            () -> WasiContext.builder().listener(stuck).build(),
                            within(Duration.ofMillis(50)));
            assertThat(outcome).isInstanceOf(Outcome.Interrupted.class);
            assertThat(left.getCount()).isOne();
        }
        ends.countDown();
        left.await();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void run_noContext_throwsWhatWasThrown() throws Exception {
        try (CompiledModule program = compile("")) {
            assertThatThrownBy(() ->
                            runner.run(
                                    program,
                                    () -> {
                                        throw new IllegalStateException("no such folder");
                                    },
                                    CommandRunner.Limits.NONE))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no such folder");
        }
    }

    @Test
    @Timeout(60)
    void run_interrupted_throwsAndLeavesItBehind() throws Exception {
        try (CompiledModule program = compile("(loop br 0)")) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() ->
                            runner.run(
                                    program,
                                    WasiContext.builder()::build,
                                    within(Duration.ofSeconds(1))))
                    .isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void run_memoryBeyondTheLimit_isNotGiven() throws Exception {
        CommandRunner.Limits limits =
                new CommandRunner.Limits(1 << 20, Long.MAX_VALUE, Optional.empty());

        assertThat(run("i32.const 16 memory.grow call $exit", limits))
                .isEqualTo(new Outcome.Exited(-1));
        assertThat(run("i32.const 15 memory.grow call $exit", limits))
                .isEqualTo(new Outcome.Exited(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    (func (export "f"))                             | it exports no _start: it is a library, not a command
                    (func (export "_start") (param i32))            | its _start is no function of its own with type ()->()
                    (func (export "_start") (result i32) i32.const 0) | its _start is no function of its own with type ()->()
                    (table (export "_start") 1 funcref)             | its _start is no function of its own with type ()->()
                    (import "env" "f" (func)) (func (export "_start")) | it imports env.f as ()->(), which preview 1 doesn't have
                    (import "wasi_snapshot_preview1" "fd_open" (func)) (func (export "_start")) | it imports wasi_snapshot_preview1.fd_open as ()->(), which preview 1 doesn't have
                    (import "wasi_snapshot_preview1" "proc_exit" (func)) (func (export "_start")) | it imports wasi_snapshot_preview1.proc_exit as ()->(), which has type (i32)->() in preview 1
                    """)
    void problems_cannotBeRun_saysWhy(String fields, String why) throws Exception {
        assertThat(CommandRunner.problems(structure("(module %s)".formatted(fields))))
                .containsExactly(why);
    }

    @Test
    void problems_reExportedImport_isNoStart() throws Exception {
        List<String> problems =
                CommandRunner.problems(
                        structure(
                                "(module (import \"wasi_snapshot_preview1\" \"sched_yield\" (func $f (result i32)))"
                                        + " (export \"_start\" (func $f)))"));

        assertThat(problems)
                .containsExactly("its _start is no function of its own with type ()->()");
    }

    @Test
    void problems_command_none() throws Exception {
        assertThat(CommandRunner.problems(structure(command("")))).isEmpty();
    }

    private static CommandRunner.Limits within(Duration time) {
        return new CommandRunner.Limits(1 << 20, Long.MAX_VALUE, Optional.of(time));
    }

    private static Outcome run(String body, CommandRunner.Limits limits) throws Exception {
        try (CompiledModule program = compile(body)) {
            return runner.run(program, WasiContext.builder()::build, limits);
        }
    }

    private static CompiledModule compile(String body) throws ModuleRejected {
        byte[] wasm = Wat.toBinary(command(body));
        byte[] code = Compiler.open().compile(wasm, CompileLimits.ofCommand(wasm.length));
        return CompiledModule.deserialize(engine, code, structure(command(body)));
    }

    private static ModuleStructure structure(String text) throws ModuleRejected {
        return ModuleStructure.read(Wat.toBinary(text), ModuleLimits.COMMAND);
    }

    private static String command(String body) {
        return """
        (module
          (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
          (import "wasi_snapshot_preview1" "args_sizes_get"
            (func $sizes (param i32 i32) (result i32)))
          (memory (export "memory") 1)
          (func (export "_start") %s))
        """
                .formatted(body);
    }
}
