package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.frankenterm.extension.InstalledExtension.State;
import org.frankenterm.extension.api.CallOutcome.Skipped;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.HandlerReport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Installed files that somebody changed since.
@Timeout(120)
class ChangedFilesTest {
    @TempDir private Path folder;
    private InstalledFixture user;

    @BeforeEach
    void home() throws Exception {
        user = new InstalledFixture(folder);
    }

    private void install() {
        user.install(user.pack("teller", "1.0.0", GuestText.Place.HANDLER.does(GuestText.LOG)));
    }

    private HandlerReport fired() throws InterruptedException {
        List<HandlerReport> reports = user.fire().handlers();
        assertThat(reports).hasSize(1);
        return reports.getFirst();
    }

    @Test
    void run_moduleChangedOnDisk_notRunAndTheFileNamed() throws Exception {
        install();
        Files.write(file("main.wasm"), new byte[] {0});

        assertThat(fired().outcome())
                .isInstanceOfSatisfying(
                        Skipped.class,
                        skipped ->
                                assertThat(skipped.message())
                                        .contains("\"main.wasm\" was changed"));
        assertThat(user.calls).isEmpty();
    }

    @Test
    void run_manifestChangedOnDisk_notRunAndSaid() throws Exception {
        install();
        Files.writeString(
                file("extension.toml"),
                "[extension]\nname = \"teller\"\n[permissions]\nenvironment = [\"*\"]\n");

        try (ExtensionHost host = user.host()) {
            assertThat(host.loadInstalled())
                    .singleElement()
                    .asString()
                    .contains("\"extension.toml\" was changed");
            assertThat(host.fire(Event.of(InstalledFixture.EVENT)).handlers()).isEmpty();
        }
    }

    @Test
    void run_fileAdded_notRunAndNamed() throws Exception {
        install();
        Files.writeString(file("main.wasm").resolveSibling("more.txt"), "x");

        assertThat(fired().outcome().message()).contains("\"more.txt\" was added");
    }

    @Test
    void run_moduleIsALink_notRun() throws Exception {
        install();
        Path module = file("main.wasm");
        Path copy = Files.copy(module, folder.resolve("copy.wasm"));
        Files.delete(module);
        Files.createSymbolicLink(module, copy);

        assertThat(fired().outcome().message()).contains("replaced by something that is no file");
    }

    private Path file(String name) throws IOException {
        return user.file("teller", name);
    }

    @Test
    void state_damaged_disabledWithTheReasonAndRemovable() throws Exception {
        install();
        Path state = user.extensions().resolve("teller/state.toml");
        Files.writeString(state, Files.readString(state).replace("enabled = true", "enabled = 1"));

        assertThat(user.find("teller").state()).isEqualTo(State.DISABLED);
        assertThat(user.find("teller").reason())
                .contains("its state.toml is damaged, or was edited");
        assertThat(user.fire().handlers()).isEmpty();
        try (ExtensionHost host = user.host()) {
            InstalledExtensions all = host.installed();
            assertThatThrownBy(() -> all.enable("teller"))
                    .hasMessageContaining("frankenterm extension remove teller");
            all.remove("teller", false);
        }
        assertThat(user.extensions().resolve("teller")).doesNotExist();
    }
}
