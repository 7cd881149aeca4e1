package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.frankenterm.extension.GuestText.Place;
import org.frankenterm.extension.Inspection.EntrySummary;
import org.frankenterm.extension.api.CallOutcome.Completed;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// From a folder to a package and from there to a running extension.
@Timeout(300)
class PackTest {
    private static final String LOGS = Place.HANDLER.does(GuestText.LOG);
    private static final String THEME = "[assets]\nthemes = [\"themes/dark.toml\"]\n";

    @TempDir private Path folder;
    private HostFixture fixture;

    @BeforeEach
    void open() {
        fixture = HostFixture.in(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Path target() {
        return folder.resolve("made.ftx");
    }

    private ExtensionException refused(Path source) {
        ExtensionException refused =
                catchThrowableOfType(
                        ExtensionException.class, () -> fixture.host.pack(source, target()));
        assertThat(refused).isNotNull();
        assertThat(target()).doesNotExist();
        return refused;
    }

    @Test
    void pack_guest_runsFromThePackageAndLeavesNothing() throws Exception {
        Path made = fixture.write("guest", HostFixture.HOOK, LOGS);
        PackedExtension packed = fixture.host.pack(made, target());
        assertThat(packed.summary().entries())
                .extracting(EntrySummary::name)
                .containsExactly("extension.toml", "main.wasm");
        assertThat(packed.summary().bytes()).isEqualTo(Files.size(target()));
        fixture.host.load(LoadRequest.of(target()));

        assertThat(fixture.outcome()).isEqualTo(new Completed());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(made, target());
        }
    }

    @Test
    void pack_everyExample_sameBytesTwiceAndSameModule() throws IOException {
        for (Path example : ExamplesTest.built()) {
            Path source = Path.of("../examples").resolve(example);
            PackedExtension packed = fixture.host.pack(source, target());
            byte[] first = Files.readAllBytes(target());
            assertThat(fixture.host.pack(source, target()).summary()).isEqualTo(packed.summary());

            assertThat(target()).hasBinaryContent(first);
            Inspection fromFolder = fixture.host.inspect(LoadRequest.of(source));
            Inspection fromPackage = fixture.host.inspect(LoadRequest.of(target()));
            assertThat(fromPackage.errors()).isEmpty();
            assertThat(fromPackage.module()).isEqualTo(fromFolder.module());
            assertThat(fromPackage.hooks()).isEqualTo(fromFolder.hooks());
            assertThat(fromPackage.packaged()).isEqualTo(packed.summary());
            assertThat(fromFolder.packaged()).isNull();
        }
    }

    @Test
    void pack_overAnOlderOne_replaced() throws IOException {
        Path made = fixture.write("guest", HostFixture.HOOK, LOGS);
        Files.writeString(target(), "older");
        fixture.host.pack(made, target());

        assertThat(fixture.host.inspect(LoadRequest.of(target())).valid()).isTrue();
    }

    @Test
    void pack_overSomethingElse_refusedAndUntouched() throws IOException {
        Path made = fixture.write("guest", HostFixture.HOOK, LOGS);
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "mine");
        Path link = Files.createSymbolicLink(folder.resolve("link"), elsewhere);

        for (Path file : List.of(link, made)) {
            assertThat(
                            catchThrowableOfType(
                                    ExtensionException.class, () -> fixture.host.pack(made, file)))
                    .hasMessage("can't write %s: it is there, and no regular file", file);
        }
        assertThat(elsewhere).hasContent("mine");
    }

    @Test
    void pack_intoNoFolder_refused() {
        Path made = fixture.write("guest", HostFixture.HOOK, LOGS);
        Path file = folder.resolve("none/made.ftx");

        assertThat(
                        catchThrowableOfType(
                                ExtensionException.class, () -> fixture.host.pack(made, file)))
                .hasMessage("can't write %s: there is no such folder", file);
    }

    @Test
    void pack_whatLoadingRefuses_refused() throws IOException {
        Path manifest = fixture.write("one", "version = 1\n", LOGS);
        assertThat(refused(manifest).code()).isEqualTo(ErrorCode.INVALID_MANIFEST);
        Path module = fixture.write("two", HostFixture.HOOK, new byte[] {0, 'a', 's', 'm', 1, 0});
        assertThat(refused(module).code()).isEqualTo(ErrorCode.INVALID_MODULE);
        Path handler = fixture.write("three", HostFixture.HOOK.replace("on_event", "on"), LOGS);
        assertThat(refused(handler).code()).isEqualTo(ErrorCode.INVALID_HANDLER);
        Path body =
                fixture.write(
                        "four",
                        HostFixture.HOOK,
                        "(module (func (export \"on_event\") i32.const 1))");
        assertThat(refused(body).code()).isEqualTo(ErrorCode.INVALID_MODULE);
        assertThat(refused(folder.resolve("five")).code()).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void pack_missingTheme_refusedAndTheNearestNamed() throws IOException {
        Path made = fixture.write("guest", HostFixture.HOOK + THEME, LOGS);
        Files.createDirectory(made.resolve("themes"));
        Files.writeString(made.resolve("themes/drak.toml"), "");

        assertThat(refused(made))
                .returns(ErrorCode.INVALID_PACKAGE, ExtensionException::code)
                .hasMessageContaining("names the theme \"themes/dark.toml\", which is not in it")
                .hasMessageEndingWith("did you mean \"themes/drak.toml\"?");
    }

    @Test
    void pack_moduleInAHiddenFolder_refused() throws IOException {
        Path made =
                fixture.write(
                        "guest", HostFixture.HOOK + "[engine]\nentry = \".out/main.wasm\"\n", LOGS);
        Files.createDirectory(made.resolve(".out"));
        Files.move(made.resolve("main.wasm"), made.resolve(".out/main.wasm"));

        assertThat(refused(made)).hasMessageContaining("names the module \".out/main.wasm\"");
    }

    @Test
    void pack_assetsAlone_packed() throws IOException {
        Path made = folder.resolve("theme");
        Files.createDirectories(made.resolve("themes"));
        Files.writeString(
                made.resolve("extension.toml"), "[extension]\nname = \"theme\"\n" + THEME);
        Files.writeString(made.resolve("themes/dark.toml"), "dark");
        fixture.host.pack(made, target());

        assertThat(fixture.host.inspect(LoadRequest.of(target())).valid()).isTrue();
    }

    @Test
    void load_packageWithHandlers_refused() {
        Path made = fixture.write("guest", HostFixture.HOOK, LOGS);
        fixture.host.pack(made, target());
        ExtensionException refused =
                catchThrowableOfType(
                        ExtensionException.class,
                        () ->
                                fixture.host.load(
                                        new LoadRequest(target(), List.of("on_event"), List.of())));

        assertThat(refused)
                .hasMessage("%s is a package: its extension.toml names the handlers", target());
    }

    @Test
    void load_noPackage_refused() throws IOException {
        Files.writeString(target(), "hello");
        ExtensionException refused =
                catchThrowableOfType(
                        ExtensionException.class,
                        () -> fixture.host.load(LoadRequest.of(target())));

        assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_PACKAGE);
    }
}
