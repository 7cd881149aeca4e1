package org.frankenterm.extension.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.frankenterm.extension.api.ExtensionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingTest {
    @TempDir private Path folder;
    private Path place;
    private Staging staging;

    @BeforeEach
    void make() throws IOException {
        place = Files.createDirectory(folder.resolve(".staging"));
        staging = new Staging(place);
    }

    @Test
    void make_itself_ownersAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(staging.make())))
                .isEqualTo("rwx------");
    }

    @Test
    void make_somethingThere_refused() throws IOException {
        Path there = Files.createSymbolicLink(place.resolve("there"), folder);
        assertThatThrownBy(() -> Staging.make(there))
                .isInstanceOf(ExtensionException.class)
                .hasMessage("can't make %s: there is something in its place".formatted(there));
    }

    @Test
    void publish_targetHasContent_refusedAndBothStay() throws IOException {
        Path target = Files.createDirectory(folder.resolve("target"));
        Files.createFile(target.resolve("old"));
        Path staged = staging.make();
        Files.createFile(staged.resolve("new"));

        assertThatThrownBy(() -> staging.publish(staged, target))
                .isInstanceOf(ExtensionException.class);

        assertThat(target.resolve("old")).exists();
        assertThat(staged.resolve("new")).exists();
    }

    @Test
    void withdraw_link_theLinkItselfAndNotWhatItLeadsTo() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.createFile(elsewhere.resolve("mine"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), elsewhere);

        staging.withdraw(link);
        staging.sweep();

        assertThat(link).doesNotExist();
        assertThat(elsewhere.resolve("mine")).exists();
        assertThat(place).isEmptyDirectory();
    }

    @Test
    void sweep_linksWithin_notFollowed() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path mine = Files.createFile(elsewhere.resolve("mine"));
        Path staged = Files.createDirectories(staging.make().resolve("a/b"));
        Files.createSymbolicLink(staged.resolve("folder"), elsewhere);
        Files.createSymbolicLink(staged.resolve("file"), mine);
        Files.createSymbolicLink(staged.resolve("nothing"), folder.resolve("nothing"));

        staging.sweep();

        assertThat(place).isEmptyDirectory();
        assertThat(mine).exists();
    }

    @Test
    void sweep_stagingIsALink_nothingDeleted() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path mine = Files.createFile(elsewhere.resolve("mine"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), elsewhere);

        new Staging(link).sweep();

        assertThat(mine).exists();
    }

    @Test
    void sweep_somethingUndeletable_theRestGoesAndNobodyIsKept() throws Exception {
        Path mount = Files.createDirectory(staging.make().resolve("mount"));
        assumeTrue(Commands.run("mount", "-t", "tmpfs", "tmpfs", mount) == 0, "run this as root");
        try {
            Files.createFile(staging.make().resolve("other"));
            staging.sweep();
            assertThat(Staging.entries(place)).containsExactly(mount.getParent());
        } finally {
            assertThat(Commands.run("umount", mount)).isZero();
        }
        staging.sweep();
        assertThat(place).isEmptyDirectory();
    }
}
