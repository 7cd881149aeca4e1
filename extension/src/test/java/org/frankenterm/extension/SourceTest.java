package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.frankenterm.extension.GuestText.Place;
import org.frankenterm.extension.api.CallOutcome.Completed;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.wasmtime.Wat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What may stand where an extension is expected: nothing, half of it, or something else.
@Timeout(60)
class SourceTest {
    private static final String LOGS = Place.HANDLER.does(GuestText.LOG);

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

    private ExtensionException refused(LoadRequest request) {
        ExtensionException loading =
                catchThrowableOfType(ExtensionException.class, () -> fixture.host.load(request));
        assertThat(loading).isNotNull();
        return loading;
    }

    private ExtensionException refused(Path path) {
        return refused(LoadRequest.of(path));
    }

    private static void assertRefused(ExtensionException refused, ErrorCode code, String message) {
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.message()).isEqualTo(message);
    }

    private static Path pipe(Path at) throws IOException, InterruptedException {
        Process made = new ProcessBuilder("mkfifo", at.toString()).inheritIO().start();
        assertThat(made.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return at;
    }

    @Test
    void load_nothingThere_notFound() {
        Path none = folder.resolve("none");
        assertRefused(refused(none), ErrorCode.NOT_FOUND, "there is no file or folder " + none);
    }

    @Test
    void load_linkToNothing_notFound() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("none"));
        assertRefused(refused(link), ErrorCode.NOT_FOUND, "there is no file or folder " + link);
    }

    @Test
    void load_folderWithoutManifest_notFound() {
        assertRefused(
                refused(folder),
                ErrorCode.NOT_FOUND,
                folder + " is no extension: there is no extension.toml in it");
    }

    @Test
    void load_moduleMissing_notFound() throws IOException {
        Path made = fixture.write("guest", HostFixture.HOOK, LOGS);
        Files.delete(made.resolve("main.wasm"));
        assertRefused(
                refused(made),
                ErrorCode.NOT_FOUND,
                "there is no file " + made.resolve("main.wasm"));
    }

    @Test
    void load_manifestWithErrors_allOfThemWithPositions() {
        Path made =
                fixture.write(
                        "guest",
                        """
                        version = "one"
                        [limits]
                        max_wall_time_secs = 0
                        [[hooks]]
                        event = 1
                        """,
                        LOGS);
        ExtensionException refused = refused(made);
        assertRefused(
                refused,
                ErrorCode.INVALID_MANIFEST,
                "can't load " + made + ": its manifest has errors");
        assertThat(refused.problems())
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(problem -> problem.startsWith(made + "/extension.toml:"))
                .anyMatch(problem -> problem.contains(":3:"))
                .anyMatch(problem -> problem.contains("greater than zero"));
    }

    @Test
    void load_assetsOnly_refusedToRun() throws IOException {
        Path made = Files.createDirectory(folder.resolve("theme"));
        Files.writeString(
                made.resolve("extension.toml"),
                "[extension]\nname = \"theme\"\n[assets]\nthemes = [\"dark.toml\"]\n");
        assertRefused(
                refused(made),
                ErrorCode.INVALID_MANIFEST,
                "can't run " + made + ": it has assets only, no module");
    }

    @Test
    void load_folderWithHandlers_refused() {
        Path made = fixture.write("guest", HostFixture.HOOK, LOGS);
        assertRefused(
                refused(new LoadRequest(made, List.of("on_event"), List.of())),
                ErrorCode.INVALID_HANDLER,
                made + " is a folder: its extension.toml names the handlers");
    }

    @Test
    void load_moduleIsFolder_refused() throws IOException {
        Path made = fixture.write("guest", HostFixture.HOOK, LOGS);
        Files.delete(made.resolve("main.wasm"));
        Files.createDirectory(made.resolve("main.wasm"));
        assertRefused(
                refused(made),
                ErrorCode.IO,
                "can't read " + made.resolve("main.wasm") + ": it is not a regular file");
    }

    @Test
    void load_pipeAnywhere_refusedWithoutWaiting() throws Exception {
        Path made = fixture.write("guest", HostFixture.HOOK, LOGS);
        Files.delete(made.resolve("main.wasm"));
        Path module = pipe(made.resolve("main.wasm"));
        String why = ": it is not a regular file";
        assertRefused(refused(made), ErrorCode.IO, "can't read " + module + why);
        assertRefused(refused(module), ErrorCode.IO, "can't read " + module + why);
        Files.delete(made.resolve("extension.toml"));
        Path manifest = pipe(made.resolve("extension.toml"));
        assertRefused(refused(made), ErrorCode.IO, "can't read " + manifest + why);
    }

    @Test
    void load_unreadable_permissionDenied() throws IOException {
        Path made = fixture.write("guest", HostFixture.HOOK, LOGS);
        Path module = made.resolve("main.wasm");
        Files.setPosixFilePermissions(module, PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(module), "the superuser reads everything");
        assertRefused(refused(made), ErrorCode.IO, "can't read " + module + ": permission denied");
    }

    @Test
    void load_moduleBehindLinkOutOfTheFolder_followed() throws Exception {
        Path made = fixture.write("guest", HostFixture.HOOK, LOGS);
        Path built = Files.move(made.resolve("main.wasm"), folder.resolve("built.wasm"));
        Files.createSymbolicLink(made.resolve("main.wasm"), built);
        fixture.host.load(LoadRequest.of(made));
        assertThat(fixture.outcome()).isEqualTo(new Completed());
    }

    @Test
    void load_entryOutOfTheFolderByName_refusedByTheManifest() {
        Path made =
                fixture.write(
                        "guest", HostFixture.HOOK + "[engine]\nentry = \"../built.wasm\"\n", LOGS);
        assertThat(refused(made).problems()).singleElement().asString().contains("\"..\"");
    }

    @Test
    void load_manifestTooLong_refused() {
        Path made = fixture.write("guest", "# " + "x".repeat(300_000) + "\n", LOGS);
        assertThat(refused(made).problems()).singleElement().asString().contains("at most");
    }

    @Test
    void load_moduleAlone_everyEventGoesToItsHandlers() throws Exception {
        Path module = Files.write(folder.resolve("My Guest!.wasm"), Wat.toBinary(LOGS));
        Extension extension =
                fixture.host.load(new LoadRequest(module, List.of("on_event"), List.of()));
        assertThat(extension.id().name()).isEqualTo("my-guest-");
        assertThat(extension.handlers("bell")).containsExactly("on_event");
        assertThat(fixture.host.fire(Event.of("bell")).handlers())
                .singleElement()
                .returns(new Completed(), report -> report.outcome());
    }

    @Test
    void load_moduleAloneMissingHandler_nearestNamed() throws IOException {
        Path module = Files.write(folder.resolve("guest.wasm"), Wat.toBinary(LOGS));
        assertRefused(
                refused(new LoadRequest(module, List.of("on_evnt"), List.of())),
                ErrorCode.INVALID_HANDLER,
                "can't load the module of %s: it exports no function \"on_evnt\"; did you mean \"on_event\"?"
                        .formatted(module));
    }

    @Test
    void load_hostilePath_neverRawInMessage() {
        Path hostile = folder.resolve("\u001b[31mred\u202e");
        assertThat(refused(hostile).message()).doesNotContain("\u001b").doesNotContain("\u202e");
    }
}
