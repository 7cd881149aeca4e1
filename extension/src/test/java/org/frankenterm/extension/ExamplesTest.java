package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.ModuleCacheLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every example is a valid extension, as far as its files tell.
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("../examples");

    /// These leave building their module to whoever has the toolchain.
    private static final List<String> NOT_BUILT = List.of("hello-go", "hello-tinygo");

    private static List<Path> folders() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            return files.filter(file -> file.endsWith("extension.toml"))
                    .map(file -> EXAMPLES.relativize(file.getParent()))
                    .sorted()
                    .toList();
        }
    }

    static List<Path> built() throws IOException {
        return folders().stream().filter(e -> !NOT_BUILT.contains(e.toString())).toList();
    }

    private static Inspection inspect(Path example) {
        try (ExtensionHost host =
                ExtensionHost.open(HostConfig.standard().withModuleCache(ModuleCacheLimits.NONE))) {
            return host.inspect(LoadRequest.of(EXAMPLES.resolve(example)));
        }
    }

    @ParameterizedTest
    @MethodSource("built")
    void inspect_example_valid(Path example) {
        Inspection inspection = inspect(example);
        assertThat(inspection.errors()).isEmpty();
        assertThat(inspection.warnings()).isEmpty();
        assertThat(inspection.hooks()).isNotEmpty();
        assertThat(inspection.module().bytes()).isPositive();
        assertThat(inspection.module().sha256()).matches("[0-9a-f]{64}");
        assertThat(inspection.module().exports())
                .extracting(export -> export.substring(0, export.indexOf(' ')))
                .containsAll(inspection.hooks().stream().map(hook -> hook.handler()).toList());
    }

    @Test
    void inspect_exampleNotBuilt_notFound() {
        for (String example : NOT_BUILT) {
            assertThat(
                            catchThrowableOfType(
                                    ExtensionException.class, () -> inspect(Path.of(example))))
                    .returns(ErrorCode.NOT_FOUND, ExtensionException::code);
        }
    }

    @Test
    void folders_examples_someInEveryLanguage() throws IOException {
        assertThat(folders().toString())
                .contains("hello-c", "hello-rust", "hello-go", "hello-zig", "hello-java");
    }
}
