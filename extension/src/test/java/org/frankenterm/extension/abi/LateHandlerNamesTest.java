package org.frankenterm.extension.abi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.api.AuditEntry.AuditOutcome;
import org.frankenterm.extension.testing.Guests;
import org.frankenterm.extension.testing.TestHost;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The attack: a handler of a type that the call's small buffer isn't made for, named while the
/// guest runs. Each way to name one, with each kind of export that is none: refused with the
/// reason, and never called. More than 16 results, and those that a manifest names, are refused
/// before ([org.frankenterm.extension.RefusedModuleTest]).
class LateHandlerNamesTest {
    // the name is in memory from 0, the event from 128, the keys from 132
    private static final Map<String, String> WAYS =
            Map.of(
                    "ft_register_hook",
                    "(call $register_hook (i32.const 128) (i32.const 4) (i32.const 0) (i32.const 0) (i32.const 3))",
                    "ft_register_keybinding",
                    "(call $register_key (i32.const 132) (i32.const 6) (i32.const 0) (i32.const 3))",
                    "ft_set_timeout",
                    "(call $set_timeout (i32.const 10) (i32.const 0) (i32.const 3))",
                    "ft_set_interval",
                    "(call $set_interval (i32.const 10) (i32.const 0) (i32.const 3))");

    private static final List<String> BAD =
            List.of(
                    "(func (export \"bad\") (result" + " i64".repeat(16) + ") unreachable)",
                    "(func (export \"bad\") (param i64 i64 i64) (result i64) unreachable)",
                    "(func (export \"bad\") (result i64) unreachable)",
                    "(func (export \"bad\") (param i32 i32) unreachable)",
                    "(func (export \"bad\") (result i32 i32) unreachable)",
                    "(global (export \"bad\") i32 (i32.const 0))",
                    "(table (export \"bad\") 1 funcref)",
                    "(; the memory itself ;)",
                    "(export \"bad\" (func $version))",
                    "(func (export \"Bad\"))");

    @TempDir Path folder;

    static Stream<Arguments> attacks() {
        return WAYS.entrySet().stream()
                .flatMap(way ->
                        BAD.stream().map(bad -> Arguments.of(way.getKey(), way.getValue(), bad)));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void handler_noneThatMayBeCalled_refusedAndNeverCalled(String way, String written, String bad)
            throws Exception {
        String manifest =
                "[extension]\nname = \"guest\"\n[[hooks]]\nevent = \"test\"\nhandler = \"run\"\n";
        String name = bad.startsWith("(;") ? "memory" : "bad";
        String registering =
                written.replaceAll(
                        "\\(i32.const 3\\)\\)$", "(i32.const %d))".formatted(name.length()));
        try (TestHost host = TestHost.open(folder)) {
            String module =
                    Guests.running(
                            "(call $number %s) (call $number (i32.gt_s (call $last_error) (i32.const 0)))"
                                    .formatted(registering),
                            bad,
                            Guests.data(0, name),
                            Guests.data(128, "bellctrl+g"));
            host.load(manifest, module);

            host.fire("test");

            assertThat(host.fire("bell").handlers()).isEmpty();
            assertThat(host.messages()).containsExactly("-3", "1");
            AuditEntry call = host.calls(way).getFirst();
            assertThat(call.outcome()).isEqualTo(AuditOutcome.ERROR);
            assertThat(call.reason()).contains(name);
        }
    }
}
