package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.frankenterm.extension.GuestText.Place;
import org.frankenterm.extension.api.CallOutcome.Completed;
import org.frankenterm.extension.api.CallOutcome.Trapped;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.wasmtime.testing.AttackModules;
import org.frankenterm.wasmtime.testing.UnsupportedModules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Modules that hurt a host before or after they run, through the front door.
@Timeout(120)
class AttackModulesTest {
    private static final String HOOK = HostFixture.HOOK.replace("on_event", "on_reload");

    /// What the structural limits leave to the compiler's own, and what is harmless to compile.
    private static final Set<String> NOT_BY_STRUCTURE = Set.of("loops-100x1000", "demangle");

    @TempDir private Path folder;

    private static byte[] attack(String name) {
        return Objects.requireNonNull(AttackModules.ALL.get(name)).get();
    }

    private void assertServed(HostFixture fixture) throws InterruptedException {
        fixture.load("honest", Place.HANDLER.does(GuestText.LOG));
        assertThat(fixture.fire().handlers().getLast().outcome()).isEqualTo(new Completed());
    }

    static Stream<String> structural() {
        return AttackModules.ALL.keySet().stream().filter(name -> !NOT_BY_STRUCTURE.contains(name));
    }

    @ParameterizedTest
    @MethodSource("structural")
    void load_compileBomb_refusedWithTheLimit(String name) throws InterruptedException {
        try (HostFixture fixture = HostFixture.in(folder)) {
            Path made = fixture.write("hostile", HOOK, attack(name));
            ExtensionException refused =
                    catchThrowableOfType(
                            ExtensionException.class,
                            () -> fixture.host.load(LoadRequest.of(made)));
            assertThat(refused.code()).isEqualTo(ErrorCode.MODULE_LIMIT);
            assertThat(refused.message())
                    .startsWith("can't load the module of ")
                    .contains(" are allowed; ")
                    .hasSizeLessThan(512);
            assertServed(fixture);
        }
    }

    @Test
    void fire_demangleBomb_shortReport() throws InterruptedException {
        try (HostFixture fixture = HostFixture.in(folder)) {
            fixture.host.load(LoadRequest.of(fixture.write("hostile", HOOK, attack("demangle"))));
            Trapped trapped = (Trapped) fixture.outcome();
            assertThat(trapped.code()).isEqualTo("UNREACHABLE");
            assertThat(trapped.backtrace()).hasSize(20);
            assertThat(String.join("", trapped.backtrace())).hasSizeLessThan(64 << 10);
            assertServed(fixture);
        }
    }

    static Stream<Arguments> unsupported() {
        return Stream.of(
                Arguments.of("a component", UnsupportedModules.component(), "core modules"),
                Arguments.of("memory64", UnsupportedModules.memory64(), "64-bit memory"),
                Arguments.of("threads", UnsupportedModules.sharedMemory(), "shared memory"),
                Arguments.of(
                        "threads, imported",
                        UnsupportedModules.importedSharedMemory(),
                        "shared memory"),
                Arguments.of("two memories", UnsupportedModules.multiMemory(), "one memory"),
                Arguments.of("GC", UnsupportedModules.gcStruct(), "garbage-collected"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unsupported")
    void load_proposalSwitchedOff_refusedByName(String name, byte[] wasm, String words) {
        try (HostFixture fixture = HostFixture.in(folder)) {
            Path made = fixture.write("guest", HOOK, wasm);
            ExtensionException refused =
                    catchThrowableOfType(
                            ExtensionException.class,
                            () -> fixture.host.load(LoadRequest.of(made)));
            assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_MODULE);
            assertThat(refused.message()).contains(words).contains("; build ");
        }
    }

    /// Seconds of a compiler's time are what it is about, so it runs once: killed at its limit or
    /// finished before it, and in either case the host goes on.
    @Test
    void load_bombThatPassesTheStructuralLimits_endsAndHostGoesOn() throws InterruptedException {
        try (HostFixture fixture = HostFixture.in(folder)) {
            Path made = fixture.write("hostile", HOOK, attack("loops-100x1000"));
            ExtensionException refused =
                    catchThrowableOfType(
                            ExtensionException.class,
                            () -> fixture.host.load(LoadRequest.of(made)));
            if (refused != null) {
                assertThat(refused.code()).isEqualTo(ErrorCode.MODULE_LIMIT);
                assertThat(refused.message()).contains("compiling it takes more than");
            }
            assertServed(fixture);
        }
    }
}
