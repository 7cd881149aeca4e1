package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.frankenterm.extension.api.ModuleCacheLimits;
import org.frankenterm.extension.testing.Repository;
import org.junit.jupiter.api.Test;

/// The samples of the guide are the sources of the examples, so that what is built and run is what
/// was printed.
class GuideTest {
    private static final String OURS = "## What this host adds";
    private static final Pattern BLOCK = Pattern.compile("(?s)\n```(\\w*)\n(.*?)\n```\n");

    private final String guide = Repository.read("docs/writing-extensions.md").split(OURS, 2)[0];

    GuideTest() throws IOException {}

    private record Sample(String language, String text) {}

    private List<Sample> samples() {
        return BLOCK.matcher(guide)
                .results()
                .map(block -> new Sample(block.group(1), block.group(2)))
                .toList();
    }

    private List<String> samples(String language) {
        return samples().stream()
                .filter(sample -> sample.language().equals(language))
                .map(Sample::text)
                .toList();
    }

    @Test
    void rust_everySample_isInTheExample() throws IOException {
        String source = Repository.read("examples/hello-rust/src/lib.rs");

        assertThat(samples("rust"))
                .hasSize(4)
                .allSatisfy(sample -> assertThat(source).contains(sample));
    }

    @Test
    void toml_everySample_isInTheExample() throws IOException {
        String files =
                Repository.read("examples/hello-rust/Cargo.toml")
                        + "\n"
                        + Repository.read("examples/hello-rust/extension.toml");

        assertThat(samples("toml"))
                .hasSize(2)
                .allSatisfy(sample -> assertThat(files).contains(sample));
    }

    @Test
    void go_sample_isTheExample() throws IOException {
        String source = Repository.read("examples/hello-tinygo/main.go");

        assertThat(samples("go")).singleElement().isEqualTo(source.strip());
    }

    @Test
    void samples_otherLanguages_areCommandsOnly() {
        assertThat(samples())
                .extracting(Sample::language)
                .containsOnly("rust", "toml", "go", "bash");
    }

    @Test
    void manifest_ofTheExample_loadsWithItsModule() throws Exception {
        try (ExtensionHost host =
                ExtensionHost.open(HostConfig.standard().withModuleCache(ModuleCacheLimits.NONE))) {
            Inspection found =
                    host.inspect(LoadRequest.of(Repository.root().resolve("examples/hello-rust")));

            assertThat(found.errors()).isEmpty();
            assertThat(found.module().exports()).contains("on_reload ()->()");
            assertThat(found.module().imports())
                    .contains(
                            "env.ft_log (i32,i32,i32)->()",
                            "env.ft_get_env (i32,i32)->i32",
                            "env.ft_return_buffer_read (i32,i32)->i32");
        }
    }
}
