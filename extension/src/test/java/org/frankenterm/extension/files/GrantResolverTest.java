package org.frankenterm.extension.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.frankenterm.extension.permission.Permission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrantResolverTest {
    @TempDir private Path folder;
    private Path home;

    @BeforeEach
    void real() throws Exception {
        home = folder.toRealPath();
    }

    private Optional<Resolution> resolve(String item) {
        return new GrantResolver(home.toString()).resolve(Permission.parse(item));
    }

    private PathGrant found(String item) {
        assertThat(resolve(item)).containsInstanceOf(Resolution.Found.class);
        return ((Resolution.Found) resolve(item).orElseThrow()).grant();
    }

    @Test
    void resolve_folder_itsOwnIdentity() throws Exception {
        Path notes = Files.createDirectory(home.resolve("notes"));
        PathGrant grant = found("filesystem_write=~/notes/");
        assertThat(grant.path()).isEqualTo(notes.toString());
        assertThat(grant.canonical()).isEqualTo(notes.toString());
        assertThat(grant.kind()).isEqualTo(PathGrant.Kind.FOLDER);
        assertThat(grant.writable()).isTrue();
        assertThat(grant.identity()).isEqualTo(Identity.down(notes.toString()).getLast());
    }

    @Test
    void resolve_linkToFile_canonicalPathAndItsFoldersIdentity() throws Exception {
        Path inner = Files.createDirectory(home.resolve("inner"));
        Path file = Files.createFile(inner.resolve("file"));
        Files.createSymbolicLink(home.resolve("link"), file);
        PathGrant grant = found("filesystem_read=~/link");
        assertThat(grant.path()).isEqualTo(home.resolve("link").toString());
        assertThat(grant.canonical()).isEqualTo(file.toString());
        assertThat(grant.kind()).isEqualTo(PathGrant.Kind.FILE);
        assertThat(grant.writable()).isFalse();
        assertThat(grant.identity()).isEqualTo(Identity.down(inner.toString()).getLast());
    }

    @Test
    void resolve_nothingThere_waiting() throws Exception {
        Files.createSymbolicLink(home.resolve("dangling"), home.resolve("none"));
        assertThat(resolve("filesystem_read=~/none")).contains(new Resolution.Waiting());
        assertThat(resolve("filesystem_read=~/dangling")).contains(new Resolution.Waiting());
    }

    @Test
    void resolve_noPath_nothing() {
        assertThat(resolve("environment=HOME")).isEmpty();
    }
}
