package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.frankenterm.extension.permission.PathRisk;
import org.frankenterm.extension.permission.Permission;
import org.junit.jupiter.api.Test;

class InstallationTest {
    @Test
    void folders_thisProgram_whereItsClassesAre() {
        assertThat(Installation.folders())
                .isNotEmpty()
                .allSatisfy(folder -> assertThat(Files.isDirectory(Path.of(folder))).isTrue());
    }

    @Test
    void places_programAndRuntimeFolder_neverWritten() {
        Grantor grantor =
                new Grantor(Map.of("HOME", "/home/me", "XDG_RUNTIME_DIR", "/srv/runtime"));
        for (String folder : Installation.folders()) {
            assertThat(grantor.places().risk(Permission.parse("filesystem_write=" + folder + "/x")))
                    .isEqualTo(new PathRisk.Refused("it belongs to FrankenTerm"));
        }
        assertThat(grantor.places().own()).contains("/srv/runtime/frankenterm");
    }
}
