package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.frankenterm.cli.CommandLineFixture.Result;
import org.frankenterm.extension.json.JsonReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    @TempDir private Path folder;
    private CommandLineFixture line;

    @BeforeEach
    void setUp() {
        line = new CommandLineFixture(folder);
        line.environment.put("HOME", folder.toString());
        line.environment.keySet().removeIf(name -> name.startsWith("XDG_"));
        line.environment.put("COLUMNS", "1000");
    }

    @Test
    void doctor_allWell_status0AndALineForEach() {
        Result result = line.run("doctor");

        assertThat(result.status()).isZero();
        assertThat(result.out())
                .containsPattern("java +ok +25")
                .containsPattern("library +ok +/.* is the one that was built, SHA-256 [0-9a-f]{64}")
                .containsPattern("wasmtime +ok +48\\.0\\.8, of the line 48\\.0\\.x")
                .containsPattern("kernel +ok +Linux \\d")
                .containsPattern(
                        "cache folder +ok +" + folder + "/.cache/frankenterm, not there yet");
    }

    @Test
    void doctor_folderThatOthersCanWrite_status1AndTheCure() throws Exception {
        Path state = Files.createDirectories(folder.resolve(".local/state/frankenterm"));
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxrwxr-x"));

        Result result = line.run("doctor");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out())
                .containsPattern(
                        "state folder +problem .*others can write it; chmod go-w " + state);
    }

    @Test
    void doctor_json_isOneDocument() throws Exception {
        Result result = line.run("doctor", "--json");

        assertThat(result.out()).hasLineCount(1);
        assertThat(JsonReader.parseObject(result.out()).fields())
                .containsOnlyKeys("ok", "findings");
    }

    @Test
    void folder_variable_winsUnlessRelative() {
        Map<String, String> set =
                Map.of("HOME", "/h", "XDG_DATA_HOME", "/d", "XDG_CACHE_HOME", "c");

        assertThat(new FolderCheck(set).findings())
                .extracting(Finding::detail)
                .containsExactly(
                        "/h/.config/frankenterm, not there yet",
                        "/d/frankenterm, not there yet",
                        "/h/.local/state/frankenterm, not there yet",
                        "/h/.cache/frankenterm, not there yet");
    }

    @Test
    void folder_noHome_isAProblem() {
        assertThat(new FolderCheck(Map.of()).findings())
                .hasSize(4)
                .allSatisfy(finding -> assertThat(finding.cure()).isEqualTo("set HOME"));
    }

    @Test
    void folder_nameThatThisLocaleCantSpell_isAProblem() {
        assertThat(new FolderCheck(Map.of("HOME", "/home/a\0")).findings())
                .hasSize(4)
                .allSatisfy(finding -> assertThat(finding.cure()).isEqualTo("set LC_ALL=C.UTF-8"));
    }

    @Test
    void folder_link_isNotFollowed() throws Exception {
        Files.createSymbolicLink(
                Files.createDirectory(folder.resolve(".cache")).resolve("frankenterm"), folder);

        assertThat(new FolderCheck(Map.of("HOME", folder.toString())).findings().getLast())
                .satisfies(finding -> assertThat(finding.ok()).isFalse())
                .satisfies(finding -> assertThat(finding.detail()).endsWith("is not a folder"));
    }

    @Test
    void java_otherRelease_isAProblemWithACure() {
        assertThat(SystemCheck.java(Runtime.Version.parse("24.0.1"), "x"))
                .isEqualTo(
                        Finding.problem(
                                "java",
                                "24.0.1 of x",
                                "install a JDK 25 and point JAVA_HOME to it"));
    }

    @Test
    void kernel_release_tellsOfOpenat2() throws Exception {
        assertThat(kernel("5.5.19-generic"))
                .isEqualTo("Linux 5.5.19-generic, older than openat2 (5.6)");
        assertThat(kernel("5.6.0")).isEqualTo("Linux 5.6.0, has openat2");
        assertThat(kernel("6.18.1-rc1+")).isEqualTo("Linux 6.18.1-rc1+, has openat2");
        assertThat(SystemCheck.kernel(folder.resolve("none")).ok()).isFalse();
    }

    private String kernel(String release) throws Exception {
        return SystemCheck.kernel(Files.writeString(folder.resolve("osrelease"), release + "\n"))
                .detail();
    }
}
