package org.frankenterm.extension.abi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.api.AuditEntry.AuditOutcome;
import org.frankenterm.extension.audit.AuditedFunction;
import org.frankenterm.extension.testing.Guests;
import org.frankenterm.extension.testing.TestHost;
import org.frankenterm.wasi.Preview1;
import org.frankenterm.wasmtime.HostImport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostModuleTest {
    private static final String REQUEST = "{\"url\":\"https://example.com\"}";

    @TempDir Path folder;

    @Test
    void imports_abi_underBothNamesWithOneType() {
        for (AbiFunction function : HostModule.functions()) {
            assertThat(HostModule.imports())
                    .filteredOn(host -> host.name().equals(function.name()))
                    .hasSize(2)
                    .allSatisfy(host -> assertThat(host.type()).isEqualTo(function.type()))
                    .extracting(HostImport::module)
                    .containsExactly("env", "frankenterm");
        }
    }

    @Test
    void imports_abort_underEnvAlone() {
        assertThat(HostModule.imports())
                .filteredOn(host -> host.name().equals("abort"))
                .singleElement()
                .extracting(HostImport::module)
                .isEqualTo("env");
    }

    @Test
    void imports_names_uniqueWithinTheirModule() {
        List<String> names =
                HostModule.imports().stream().map(h -> h.module() + "." + h.name()).toList();

        assertThat(new HashSet<>(names)).hasSameSizeAs(names);
    }

    @Test
    void table_order_abiThenAbortThenWasiThenWhatIsNoFunction() {
        assertThat(HostModule.table().functions())
                .extracting(AuditedFunction::name)
                .containsExactlyElementsOf(
                        Stream.of(
                                        HostModule.functions().stream().map(AbiFunction::name),
                                        Stream.of("abort"),
                                        Preview1.functions().stream().map(f -> f.name()),
                                        Stream.of("mount", "event"))
                                .flatMap(names -> names)
                                .toList());
    }

    /// Each function with a permission, called without grants, is denied; each without one is not.
    @Test
    void functions_withoutGrants_guardedOnesRefuseAndOnlyThose() throws Exception {
        assertThat(HostModule.functions()).anyMatch(function -> function.permission().isPresent());
        for (AbiFunction function : HostModule.functions()) {
            try (TestHost host = TestHost.open(folder)) {
                host.load(calling(function));

                assertThat(host.run().outcome().completed()).isTrue();

                AuditEntry call = host.calls().getFirst();
                assertThat(host.calls()).hasSize(1);
                assertThat(call.outcome() == AuditOutcome.DENIED)
                        .as(call.toString())
                        .isEqualTo(function.permission().isPresent());
                function.permission()
                        .ifPresent(key -> {
                            assertThat(call.result()).isBetween(-2L, -1L);
                            assertThat(call.reason()).contains(key.text());
                        });
            }
        }
    }

    /// All arguments are pointers to, or lengths of, one letter, unless that is no argument at all.
    private static String calling(AbiFunction function) {
        String arguments =
                function.name().equals("ft_http_request")
                        ? " (i32.const 64) (i32.const %d)".formatted(REQUEST.length())
                        : Signature.arguments(function, 1);
        String call = "(call $f%s)".formatted(arguments);
        return """
        (module
          (import "env" "%s" (func $f (param%s) %s))
          (memory (export "memory") 1)
          (data (i32.const 1) "A")
          %s
          (func (export "run") %s))
        """
                .formatted(
                        function.name(),
                        Signature.parameters(function),
                        function.hasResult() ? "(result i32)" : "",
                        Guests.data(64, REQUEST),
                        function.hasResult() ? "(drop " + call + ")" : call);
    }
}
