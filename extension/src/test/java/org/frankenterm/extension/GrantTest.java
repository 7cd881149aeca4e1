package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.frankenterm.extension.GuestText.Place;
import org.frankenterm.extension.api.CallOutcome.Failed;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.ModuleCacheLimits;
import org.frankenterm.wasmtime.Wat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Grants on the way from words to what a guest may do.
class GrantTest {
    private static final String PERMISSIONS =
            """
            [permissions]
            environment = ["HOME", "LANG"]
            filesystem_read = ["~/.ssh", "~/notes"]
            """;

    /// Fails with the number of environment variables that WASI shows.
    private static final String COUNTS_VARIABLES =
            """
            (module
              (import "wasi_snapshot_preview1" "environ_sizes_get"
                (func $sizes (param i32 i32) (result i32)))
              (memory (export "memory") 1)
              (func (export "on_event") (result i32)
                (drop (call $sizes (i32.const 0) (i32.const 4)))
                (i32.load (i32.const 0))))
            """;

    @TempDir private Path folder;

    private ExtensionException refused(String... words) {
        try (HostFixture fixture = HostFixture.in(folder)) {
            Path made =
                    fixture.write(
                            "guest",
                            HostFixture.HOOK + PERMISSIONS,
                            Place.HANDLER.does(GuestText.LOG));
            return catchThrowableOfType(
                    ExtensionException.class,
                    () -> fixture.host.load(LoadRequest.of(made).withGrants(words)));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "enviroment|\"enviroment\" is no permission; did you mean environment?",
                "environment=PATH|environment=\"PATH\" is not requested by the extension: under environment there is HOME, LANG",
                "environment=HOMES|environment=\"HOMES\" is not requested by the extension; did you mean \"HOME\"?",
                "network|network is not requested by the extension"
            })
    void load_grantOfWhatIsNotRequested_refused(String word, String why) {
        ExtensionException refused = refused(word);
        assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_GRANT);
        assertThat(refused.problems()).containsExactly(why);
    }

    @Test
    void load_bareStar_refused() {
        assertThat(refused("environment=*").problems()).singleElement().asString().contains("*");
    }

    @Test
    void load_everyProblem_atOnce() {
        assertThat(refused("environment=PATH", "nothing", "network").problems()).hasSize(3);
    }

    @Test
    void load_all_dangerousPathHeldBackWithNotice() {
        try (HostFixture fixture = HostFixture.in(folder)) {
            Path made =
                    fixture.write(
                            "guest",
                            HostFixture.HOOK + PERMISSIONS,
                            Place.HANDLER.does(GuestText.LOG));
            assertThat(fixture.host.load(LoadRequest.of(made).withGrants("all")).notices())
                    .hasSize(2)
                    .anyMatch(notice ->
                            notice.startsWith("not granted, because it has to be named: ")
                                    && notice.contains(".ssh"))
                    .anyMatch(notice ->
                            notice.startsWith("granted, but there is nothing yet; ")
                                    && notice.contains("notes"));
        }
    }

    @Test
    void load_moduleAlone_grantsNameWhatItMay() throws Exception {
        Path module = Files.write(folder.resolve("guest.wasm"), Wat.toBinary(COUNTS_VARIABLES));
        try (HostFixture fixture = HostFixture.in(folder)) {
            fixture.host.load(
                    new LoadRequest(module, List.of("on_event"), List.of("environment=HOME")));
            fixture.host.load(new LoadRequest(module, List.of("on_event"), List.of("all")));
            assertThat(fixture.host.fire(Event.of("bell")).handlers())
                    .extracting(report -> report.outcome().message())
                    .containsExactly(new Failed(1).message(), "completed");
        }
    }

    @ParameterizedTest
    @CsvSource({"environment", "bogus", "bogus=1", "environment="})
    void load_moduleAloneGrantWithoutMeaning_refused(String word) throws Exception {
        Path module = Files.write(folder.resolve("guest.wasm"), Wat.toBinary(COUNTS_VARIABLES));
        try (HostFixture fixture = HostFixture.in(folder)) {
            assertThat(
                            catchThrowableOfType(
                                    ExtensionException.class,
                                    () ->
                                            fixture.host.load(
                                                    new LoadRequest(
                                                            module,
                                                            List.of("on_event"),
                                                            List.of(word)))))
                    .returns(ErrorCode.INVALID_GRANT, ExtensionException::code);
        }
    }

    @Test
    void open_environmentThatIsNoPath_stillOpens() {
        Map<String, String> odd = new HashMap<>();
        odd.put("HOME", "/home/\ufffd\ud800\0me/..//you/.");
        odd.put("PATH", ":relative:/bin/\0:/usr/../bin");
        odd.put("XDG_CONFIG_HOME", "relative");
        odd.put("XDG_CACHE_HOME", "");
        assertThat(new Grantor(odd).home()).isEqualTo("/home/you");
        assertThatCode(() -> ExtensionHost.open(HostConfig.standard().withEnvironment(odd)).close())
                .doesNotThrowAnyException();
    }

    @Test
    void environment_valueThatWasiCannotHold_leftOut() throws Exception {
        Path module = Files.write(folder.resolve("guest.wasm"), Wat.toBinary(COUNTS_VARIABLES));
        HostConfig config =
                HostConfig.standard()
                        .withModuleCache(ModuleCacheLimits.NONE)
                        .withEnvironment(Map.of("FT_A", "nul\0inside", "FT_B", "b"));
        try (ExtensionHost host = ExtensionHost.open(config)) {
            host.load(
                    new LoadRequest(
                            module,
                            List.of("on_event"),
                            List.of("environment=FT_A", "environment=FT_B")));
            assertThat(host.fire(Event.of("bell")).handlers())
                    .singleElement()
                    .returns(new Failed(1), report -> report.outcome());
        }
    }
}
